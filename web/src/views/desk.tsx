// What would a careful colleague say to this draft? Claims, drift and wrong facts marked in it, like a linter; nothing is stored.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { ask } from "../lib/api";
import type { DraftAnswer } from "../lib/shapes";
import { placeIn } from "../lib/text";
import { useTitle } from "../lib/title";
import { language, languageName, t } from "../lib/words";
import { Failure } from "../parts/answered";
import { DocumentText, type Mark } from "../parts/document_text";
import { Empty, Section } from "../parts/basics";
import { problemsOf, type Problem } from "../desk/problems";
import { ProblemList } from "../desk/problem_list";

// The reader's own day: a draft is about to come out.
function today(): string {
  const now = new Date();
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
}
const pause = 700; // milliseconds without a key before the draft is read

interface Checked extends DraftAnswer {
  draft: string; // as it was sent
}

function useCheck(text: string, title: string, published: string) {
  const [checked, setChecked] = useState<Checked>();
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    setFailure(undefined);
    if (!text.trim()) {
      setChecked(undefined);
      setBusy(false);
      return;
    }
    const control = new AbortController();
    const wait = setTimeout(async () => {
      setBusy(true);
      try {
        const body = JSON.stringify({ text, ...(title && { title }), ...(published && { published }) });
        const answer = await ask<DraftAnswer>("/api/v1/check", { method: "POST", body, headers: { "Content-Type": "application/json" }, signal: control.signal });
        setChecked({ draft: text, ...answer });
      } catch (error) {
        if (!control.signal.aborted) setFailure(error);
      }
      if (!control.signal.aborted) setBusy(false);
    }, pause);
    return () => {
      clearTimeout(wait);
      control.abort();
    };
  }, [text, title, published]);
  return { checked, failure, busy };
}

export function DeskView() {
  const [text, setText] = useState("");
  const [title, setTitle] = useState("");
  const [published, setPublished] = useState(today);
  const [current, setCurrent] = useState<number>();
  const field = useRef<HTMLTextAreaElement>(null);
  const marked = useRef<HTMLDivElement>(null);
  const { checked, failure, busy } = useCheck(text, title, published);
  const problems = useMemo(() => (checked ? problemsOf(checked.reading, Boolean(published)) : []), [checked, published, language.value]);
  const marks: Mark[] = useMemo(() => problems.flatMap((problem, group) => problem.evidence.map((span) => ({ start: span.start, end: span.end, group, look: problem.look }))), [problems]);
  useTitle(t("desk"));

  const show = (at: number) => {
    setCurrent(at);
    marked.current?.querySelector(`[data-groups~="${at}"]`)?.scrollIntoView({ block: "nearest" });
  };
  const select = (problem: Problem, at: number) => {
    show(at);
    const span = problem.evidence[0];
    if (!span || !field.current || checked?.draft !== text) return;
    field.current.focus();
    const [from, to] = placeIn(text, checked.text, span);
    if (from >= 0) field.current.setSelectionRange(from, to);
  };
  const count = (severity: Problem["severity"]) => problems.filter((problem) => problem.severity === severity).length;
  return (
    <>
      <header class="view-head"><h1>{t("desk")}</h1></header>
      <p class="lead">{t("desk.what")}</p>
      <div class="filters">
        <label class="chooser wide"><span>{t("desk.title")}</span><input type="text" value={title} maxLength={500} onInput={(event) => setTitle(event.currentTarget.value)} /></label>
        <label class="chooser"><span>{t("desk.published")}</span><input type="date" value={published} onInput={(event) => setPublished(event.currentTarget.value)} /></label>
      </div>
      <div class="desk">
        <section class="block" aria-labelledby="draft-label">
          <header class="block-head"><h2 id="draft-label"><label for="draft">{t("desk.draft")}</label></h2></header>
          <textarea id="draft" ref={field} value={text} placeholder={t("desk.placeholder")} rows={16} dir="auto" maxLength={900_000} onInput={(event) => setText(event.currentTarget.value)} />
        </section>
        <Section id="marked" title={t("desk.marked")} aside={checked?.reading.doc.lang ? <span class="quiet">{languageName(checked.reading.doc.lang)}</span> : undefined}>
          <div ref={marked} class="marked" tabIndex={0} role="group" aria-label={t("desk.marked")}>
            {checked ? <DocumentText text={checked.text} lang={checked.reading.doc.lang} marks={marks} current={current} onPick={show} name="problem" /> : <Empty>{t("desk.empty")}</Empty>}
          </div>
        </Section>
      </div>
      {failure !== undefined && <Failure failure={failure} />}
      <Section id="problems" title={t("desk.problems")}>
        <p role="status" class="quiet">
          {busy ? t("desk.reading") : checked ? t("desk.found", { n: count("error"), claims: count("claim"), checked: count("fine"), open: count("open") }) : ""}
        </p>
        <ProblemList problems={problems} current={current} onFocus={show} onSelect={select} />
      </Section>
    </>
  );
}
