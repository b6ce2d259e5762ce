// Owns which characters no output carries: they could rewrite a terminal's screen, or make a quote read otherwise than it is stored.
// Must import nothing: the border to the terminal loads it with every command.

/** Inside of a character class: control characters (C0 but tab and line ends, DEL, C1) and marks that turn the direction of text (Unicode Bidi_Control). */
export const UNSAFE_CHARACTERS = "\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069";
