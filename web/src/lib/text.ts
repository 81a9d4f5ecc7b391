// How is text from outside shown safely and exactly? Byte offsets, links.
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

export interface Span {
  start: number; // bytes of UTF-8
  end: number;
}
export interface Piece {
  text: string;
  marks: number[]; // which of the spans cover it
}

// Cuts a text where spans begin and end. Spans may overlap; what lies outside the text is cut off.
export function pieces(text: string, spans: readonly Span[]): Piece[] {
  const bytes = encoder.encode(text);
  const size = bytes.length;
  const inside = (offset: number) => Math.max(0, Math.min(size, offset));
  const cuts = [...new Set([0, size, ...spans.flatMap((span) => [inside(span.start), inside(span.end)])])].sort((a, b) => a - b);
  const events = new Map<number, { open: number[]; close: number[] }>(cuts.map((cut) => [cut, { open: [], close: [] }]));
  spans.forEach((span, index) => {
    if (inside(span.start) >= inside(span.end)) return;
    events.get(inside(span.start))?.open.push(index);
    events.get(inside(span.end))?.close.push(index);
  });
  const active = new Set<number>();
  const out: Piece[] = [];
  cuts.forEach((cut, i) => {
    for (const index of events.get(cut)?.close ?? []) active.delete(index);
    for (const index of events.get(cut)?.open ?? []) active.add(index);
    const next = cuts[i + 1];
    if (next !== undefined) out.push({ text: decoder.decode(bytes.subarray(cut, next)), marks: [...active] });
  });
  return out;
}

// Where the passage of the text that was read stands in the draft as it was typed: reading may trim it or change its
// line breaks. The same occurrence of the same words; -1 where they are not to be found.
export function placeIn(draft: string, read: string, span: Span): [number, number] {
  const bytes = encoder.encode(read);
  const words = decoder.decode(bytes.subarray(span.start, span.end));
  const before = decoder.decode(bytes.subarray(0, span.start));
  let at = draft.startsWith(before) ? before.length : -1;
  if (at < 0) {
    const nth = before.split(words).length;
    for (let i = 0; i < nth; ++i) at = draft.indexOf(words, at + 1);
  }
  return [at, at + words.length];
}

// A link that a reader may follow, or nothing: what a document calls its address is not believed.
export function safeUrl(url: string | undefined | null): string | undefined {
  if (!url) return undefined;
  try {
    const parsed = new URL(url);
    return parsed.protocol === "http:" || parsed.protocol === "https:" ? parsed.href : undefined;
  } catch {
    return undefined;
  }
}
