// Owns the cheap look before a text is read: it may name the topic or a treaty. Must not decide that it does.

/** True unless the text can be passed over without reading it. */
export function maybeOnTopic(text: string): boolean {
  return MAYBE.test(text);
}

const MAYBE = /traffic|exploit|slave|servitude|forced|bond|prostitut|compulsory|protocol|\bOP|transnational|TOC\b|palermo|\bTHB\b|\bTIP\b|sex tourism|trade in|sale of|smuggling|CEDAW|Rights of the Child|organi[sz]ed crime/i;
