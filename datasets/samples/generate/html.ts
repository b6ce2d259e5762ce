// Owns the HTML form of a sample: one self-contained page, no script, nothing fetched.
// Must not let text through unescaped.
import { longDate, type SampleSource } from "./source.js";

const escape = (text: string): string =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

const STYLE = `
  body { max-width: 42rem; margin: 3rem auto; padding: 0 1.25rem; font: 1.05rem/1.55 Georgia, "Times New Roman", serif; color: #1b1b1b; background: #fff; }
  h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .4rem; }
  h2 { font-size: 1.2rem; margin: 2.2rem 0 .6rem; }
  h3 { font-size: 1.05rem; margin: 1.6rem 0 .5rem; }
  .subtitle { font-size: 1.1rem; margin: 0 0 1rem; }
  .about { color: #555; font-size: .92rem; margin: 0 0 1.2rem; }
  .face { border: 1px solid #777; padding: .4rem 1rem; font-size: .95rem; }
  .face p { margin: .5rem 0; }
  ul.sub { list-style: none; margin: .4rem 0 1rem; padding-left: 2rem; }
`;

function paragraph(number: string | null, text: string): string {
  const [first = "", ...items] = text.split("\n");
  const lead = `<p>${number === null ? "" : `${number}. `}${escape(first)}</p>`;
  if (items.length === 0) return lead;
  return `${lead}\n<ul class="sub">\n${items.map((item) => `<li>${escape(item)}</li>`).join("\n")}\n</ul>`;
}

/** UTF-8 page of a sample. Throws where the source has footnotes, which this form does not carry. */
export function renderHtml(source: SampleSource): Uint8Array {
  if (source.footnotes.length > 0) throw new Error(`${source.file}: the HTML form carries no footnotes. Choose another format or drop them.`);
  const body = source.blocks.map((block) => {
    if (!("heading" in block)) return paragraph(block.paragraph, block.text);
    const tag = block.level === 1 ? "h2" : "h3";
    return `<${tag}>${block.number === null ? "" : `${escape(block.number)}. `}${escape(block.heading)}</${tag}>`;
  });
  const page = `<!DOCTYPE html>
<html lang="${source.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="author" content="${escape(source.author)}">
<meta name="date" content="${source.date}">
<meta name="description" content="${escape(source.face[0] ?? "")}">
<title>${escape(source.title)} (digest)</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${escape(source.title)}</h1>
<p class="subtitle">${escape(source.subtitle)}</p>
<p class="about">${escape(source.author)} · ${escape(source.identifier)} · <time datetime="${source.date}">${longDate(source.date)}</time></p>
<div class="face">
${source.face.map((text) => `<p>${escape(text)}</p>`).join("\n")}
</div>
</header>
<main>
${body.join("\n")}
</main>
</body>
</html>
`;
  return new TextEncoder().encode(page);
}
