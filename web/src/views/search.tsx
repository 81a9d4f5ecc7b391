// What has been said with these words? Persons, clubs, sources and passages.
import { address, useAnswer, type Entity } from "../lib/api";
import { href, place } from "../lib/route";
import { useTitle } from "../lib/title";
import { date, t, word } from "../lib/words";
import { Answered } from "../parts/answered";
import { Empty, idOf, Name, Outside, PersonLink, Section } from "../parts/basics";
import { Paged } from "../parts/more";

interface Hit {
  claim: number;
  person: Entity;
  type: string;
  polarity: string;
  certainty: string;
  to?: Entity;
  window?: string;
  document: { document?: number; title?: string; outlet?: string; url?: string; published?: string; known_at?: string };
  snippet: string;
}
interface SearchAnswer {
  persons: Entity[];
  clubs: Entity[];
  sources: { key: string; name?: string; outlet?: string; handle?: string }[];
  claims: Hit[];
}

// Found words stand in square brackets, as the ledger gives them.
function Snippet({ text }: { text: string }) {
  return (
    <q dir="auto">
      {text.split(/(\[[^\]]*\])/).map((part, i) => (i % 2 ? <mark key={i} class="evidence">{part.slice(1, -1)}</mark> : part))}
    </q>
  );
}

function Found({ hit }: { hit: Hit }) {
  const what = hit.polarity === "denied" ? t("claim.denied", { what: word("type", hit.type) }) : word("type", hit.type);
  const { document } = hit;
  return (
    <li>
      <p>
        <strong><PersonLink person={hit.person} window={hit.window} /></strong> {what}{hit.to && <> → <Name>{hit.to.name}</Name></>}{" "}
        <span class="quiet">
          {word("certainty", hit.certainty)} · <Outside url={document.url}><bdi>{document.outlet ?? document.title ?? t("source.unnamed")}</bdi></Outside> · <time dateTime={document.published}>{date(document.published ?? document.known_at)}</time>
        </span>
      </p>
      <Snippet text={hit.snippet} />
      {document.document !== undefined && <p class="quiet links"><a href={href(["document", String(document.document)], { claim: String(hit.claim) })}>{t("evidence.whole")}</a></p>}
    </li>
  );
}

function Names({ title, id, rows }: { title: string; id: string; rows: { name: string; to: string }[] }) {
  if (!rows.length) return null;
  return (
    <Section id={id} title={title}>
      <ul class="names">{rows.map((row) => <li key={row.to}><a href={row.to}><Name>{row.name}</Name></a></li>)}</ul>
    </Section>
  );
}

export function SearchView() {
  const words = place.value.query.get("words")?.trim() ?? "";
  const answer = useAnswer<SearchAnswer>(words ? address("/search", { words, limit: 100 }) : null);
  useTitle(words ? `${t("search.label")}: ${words}` : t("search.label"));
  return (
    <>
      <header class="view-head"><h1>{words ? <>{t("search.results")} <bdi>{t("quote", { text: words })}</bdi></> : t("search.label")}</h1></header>
      {!words && <Empty>{t("search.empty")}</Empty>}
      <Answered answer={answer}>
        {(found) => {
          const { persons, clubs, claims: hits } = found;
          const sources = found.sources.map((one) => ({ name: one.name ?? one.outlet ?? one.handle ?? t("source.unnamed"), to: href(["source", one.key]) }));
          if (!persons.length && !clubs.length && !sources.length && !hits.length) return <Empty>{t("search.none")}</Empty>;
          return (
            <>
              <Names id="persons" title={t("search.persons")} rows={persons.map((one) => ({ name: one.name, to: href(["person", idOf(one)]) }))} />
              <Names id="clubs" title={t("search.clubs")} rows={clubs.map((one) => ({ name: one.name, to: href(["club", idOf(one)]) }))} />
              <Names id="found-sources" title={t("sources")} rows={sources} />
              {hits.length > 0 && (
                <Section id="hits" title={t("search.hits", { n: hits.length })}>
                  <Paged rows={hits} page={30}>{(some) => <ul class="hits">{some.map((hit) => <Found key={hit.claim} hit={hit} />)}</ul>}</Paged>
                </Section>
              )}
            </>
          );
        }}
      </Answered>
    </>
  );
}
