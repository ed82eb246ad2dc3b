// The editor of the studio, laid over a plain form: without it the same form does the same.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, indentUnit } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { EditorView, highlightActiveLine, highlightActiveLineGutter, hoverTooltip, keymap, lineNumbers } from "@codemirror/view";
import { completions, described, Guide } from "./complete.js";
import { look } from "./look.js";
import { stepAt } from "./place.js";

const PAUSE = 600; // how long a hand rests before what is written is checked for errors
const REST = 2500; // and before it is read through thoroughly, which takes the server a second or two

const start = async () => {
  const form = document.getElementById("editor");
  if (!form) return;
  const { check, guide: guideAddress, nonce } = form.dataset;
  const area = form.elements.text;
  const seen = form.elements.seen;
  const status = document.getElementById("editor-status");
  const list = document.getElementById("problems");
  const frame = document.getElementById("preview");
  const answer = await fetch(guideAddress, { headers: { Accept: "application/json" } });
  if (!answer.ok) return; // the plain field stays
  const known = await answer.json();
  const say = (text) => { status.textContent = text; };

  // --- What is written, and whether it is saved ------------------------------------------------------------

  let saved = area.value;
  let timer, asked = 0, isSaved = false;
  const text = () => view.state.doc.toString();
  const later = () => {
    area.value = text();
    isSaved = false;
    clearTimeout(timer);
    timer = setTimeout(async () => {
      if (await examine(false)) timer = setTimeout(() => examine(true), REST);
    }, PAUSE);
  };

  // --- Problems ----------------------------------------------------------------------------------------------

  const offset = (line, column) => {
    const at = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
    // Columns count characters; the editor counts halves of the rarest ones apart.
    return at.from + [...at.text].slice(0, column - 1).join("").length;
  };
  const mark = (problem) => {
    const from = offset(problem.line, problem.col);
    const end = view.state.doc.lineAt(from).to;
    return { from, to: Math.max(from, end), severity: problem.level, message: [problem.message, problem.hint].filter(Boolean).join("\n"), source: problem.code };
  };
  const show = ({ problems, html, said }) => {
    view.dispatch(setDiagnostics(view.state, problems.map(mark)));
    list.innerHTML = html;
    say(isSaved ? `${known.phrases.saved} ${said}` : said);
  };
  // True where nothing newer was asked meanwhile, and there is no error to mend first.
  const examine = async (isDeep) => {
    const number = ++asked;
    try {
      const answer = await fetch(check, { method: "POST", headers: { Accept: "application/json" }, body: new URLSearchParams({ name: form.elements.name.value, text: text(), ...(isDeep && { deep: "1" }) }) });
      if (answer.redirected || !answer.ok) throw new Error(answer.status);
      const told = await answer.json();
      if (number !== asked) return false; // something newer is on its way
      show(told);
      return !told.problems.some((one) => one.level === "error");
    } catch {
      say(known.phrases.lost);
      return false;
    }
  };

  // --- Saving ------------------------------------------------------------------------------------------------

  const save = async () => {
    const now = text();
    say(known.phrases.saving);
    try {
      const answer = await fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, body: new URLSearchParams({ text: now, seen: seen.value, act: "save" }) });
      if (answer.status === 409) { leave(); return; } // the page of the conflict shows both texts
      if (answer.redirected || !answer.ok) { say(known.phrases.lost); return; }
      const told = await answer.json();
      seen.value = told.seen;
      saved = now;
      asked++; // what is on its way is older
      isSaved = text() === now;
      show(told);
      if (frame) frame.src = frame.src;
    } catch { say(known.phrases.lost); }
  };
  const leave = () => {
    saved = area.value = text();
    form.submit();
  };

  // --- The step being written, beside it -----------------------------------------------------------------------

  let shown = form.dataset.step;
  const follow = (state) => {
    if (!frame || !form.dataset.quest) return;
    const lines = state.doc.toString().split("\n");
    const step = stepAt(lines, state.doc.lineAt(state.selection.main.head).number - 1);
    if (!/^[a-z0-9-]+$/.test(step) || step === shown) return;
    shown = step;
    frame.src = `${form.dataset.quest}/${step}`;
  };
  let following;
  const changed = EditorView.updateListener.of((update) => {
    if (update.docChanged) later();
    if (update.selectionSet || update.docChanged) {
      clearTimeout(following);
      following = setTimeout(() => follow(view.state), PAUSE);
    }
  });

  // --- The editor ------------------------------------------------------------------------------------------------

  const guide = new Guide(known);
  const view = new EditorView({
    state: EditorState.create({
      doc: area.value,
      extensions: [
        EditorView.cspNonce.of(nonce),
        EditorState.phrases.of(known.phrases.editor),
        lineNumbers(), highlightActiveLine(), highlightActiveLineGutter(), lintGutter(),
        history(), bracketMatching(), closeBrackets(), search({ top: true }), highlightSelectionMatches(),
        indentUnit.of("  "), EditorState.tabSize.of(2), EditorView.lineWrapping,
        yaml(),
        autocompletion({ override: [completions(guide)], icons: false }),
        hoverTooltip(described(guide)),
        EditorView.contentAttributes.of({ "aria-labelledby": "text-label", "aria-describedby": "text-hint keys-hint", spellcheck: "true", lang: "fi" }),
        // Tab is not taken: it leads on to the next thing of the page, as everywhere.
        keymap.of([
          { key: "Mod-s", run: () => { save(); return true; }, preventDefault: true },
          ...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap, ...searchKeymap,
        ]),
        changed, look,
      ],
    }),
  });
  area.before(view.dom);
  area.hidden = true;
  document.getElementById("text-label").htmlFor = "";
  for (const hint of document.querySelectorAll("[data-editor-only]")) hint.hidden = false;
  for (const hint of document.querySelectorAll("[data-plain-only]")) hint.hidden = true;
  document.getElementById("text-label").addEventListener("click", () => view.focus());

  form.addEventListener("submit", (event) => {
    const act = event.submitter?.value;
    if (act === "save" && event.submitter.name === "act" && !form.dataset.plain) {
      event.preventDefault();
      save();
    } else if (act === "check") {
      event.preventDefault();
      examine(true);
    } else saved = area.value = text();
  });
  addEventListener("beforeunload", (event) => { if (text() !== saved) event.preventDefault(); });

  const go = (line) => {
    const at = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
    view.dispatch({ selection: { anchor: at.from }, effects: EditorView.scrollIntoView(at.from, { y: "center" }) });
    view.focus();
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-line]");
    if (!link) return;
    event.preventDefault();
    go(Number(link.dataset.line));
  });
  const wanted = /^#rivi-(\d+)$/.exec(location.hash);
  if (wanted) go(Number(wanted[1]));
  examine(true);
};
start();
