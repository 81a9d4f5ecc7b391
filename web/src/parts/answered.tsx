// What stands where an answer is not there yet, or cannot be had?
import { Component, type ComponentChildren } from "preact";
import { asked, Refused, type Answer, type Entity } from "../lib/api";
import { t } from "../lib/words";
import { href, place } from "../lib/route";
import { idOf, Name } from "./basics";

// Whom the server may have meant: a source by its key, else by the letter of the stable id.
function linkOf(one: Entity): string {
  if (one.id?.startsWith("S-")) return href(["source", one.id]);
  return href([one.stable_id?.startsWith("C-") ? "club" : "person", idOf(one)]);
}

export function Failure({ failure }: { failure: unknown }) {
  const again = (
    <button type="button" onClick={() => asked.value++}>
      {t("error.again")}
    </button>
  );
  if (!(failure instanceof Refused)) {
    const offline = !navigator.onLine || failure instanceof TypeError;
    return (
      <div class="failure" role="alert">
        <h2>{offline ? t("error.offline") : t("error.broken")}</h2>
        <p>{offline ? t("error.offline.what") : String(failure)}</p>
        {again}
      </div>
    );
  }
  const { title, detail, hint, where, status, candidates } = failure.problem;
  if (status === 401)
    return (
      <div class="failure" role="alert">
        <h2>{t("error.locked")}</h2>
        <p>{t("error.locked.what")}</p>
        {again}
      </div>
    );
  const given = where && place.value.query.get(where)?.slice(0, 80);
  return (
    <div class="failure" role="alert">
      <h2>{status === 404 ? t("error.unknown") : status === 300 || status === 409 ? t("error.ambiguous") : <bdi>{title}</bdi>}</h2>
      {(where || detail) && <p dir="auto">{where && <><strong>{where}</strong>{given && <> <bdi>{t("quote", { text: given })}</bdi></>}{detail && ": "}</>}{detail}</p>}
      {hint && <p dir="auto">{hint}</p>}
      {candidates.length > 0 && (
        <>
          <p>{t("error.candidates")}</p>
          <ul>
            {candidates.map((one) => (
              <li key={idOf(one)}>
                <a href={linkOf(one)}>
                  <Name>{one.name}</Name>
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      {status >= 500 && again}
    </div>
  );
}

export function Loading() {
  return (
    <div class="loading" role="status">
      <span class="visually-hidden">{t("loading")}</span>
      <span class="bar wide" aria-hidden="true" />
      <span class="bar" aria-hidden="true" />
      <span class="bar short" aria-hidden="true" />
    </div>
  );
}

export function Answered<T>({ answer, children }: { answer: Answer<T>; children: (data: T) => ComponentChildren }) {
  if (answer.failure) return <Failure failure={answer.failure} />;
  if (answer.data === undefined) return answer.loading ? <Loading /> : null;
  return <div class={answer.loading ? "stale" : "fresh"} aria-busy={answer.loading}>{children(answer.data)}</div>;
}

// An answer that is not as it should be breaks its view, not the page.
export class Guard extends Component<{ children: ComponentChildren }, { failure?: unknown }> {
  override state: { failure?: unknown } = {};
  static override getDerivedStateFromError(failure: unknown) {
    return { failure };
  }
  override componentDidCatch(failure: unknown) {
    console.error(failure);
  }
  override render() {
    return this.state.failure ? <Failure failure={String(this.state.failure)} /> : this.props.children;
  }
}
