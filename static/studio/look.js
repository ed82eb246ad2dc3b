// How the editor looks: with the tokens of the page, so that dark mode and contrast follow by themselves.
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const theme = EditorView.theme({
  "&": { backgroundColor: "var(--card)", color: "var(--ink)", border: "2px solid var(--control)", borderRadius: "var(--r1)", fontSize: ".9rem", maxBlockSize: "75vh" },
  "&.cm-focused": { outline: "3px solid var(--focus)", outlineOffset: "2px" },
  ".cm-scroller": { fontFamily: "ui-monospace,'DejaVu Sans Mono',monospace", lineHeight: "1.55", overflow: "auto" },
  ".cm-content": { caretColor: "var(--ink)", paddingBlock: ".5rem" },
  ".cm-gutters": { backgroundColor: "var(--sunk)", color: "var(--muted)", border: "0" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--lake-soft)" },
  ".cm-tooltip": { backgroundColor: "var(--card)", color: "var(--ink)", border: "2px solid var(--control)", borderRadius: "var(--r1)", maxInlineSize: "min(26rem, 90vw)" },
  ".cm-tooltip-autocomplete > ul": { fontFamily: "inherit" },
  ".cm-tooltip-autocomplete > ul > li": { paddingBlock: ".3rem" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--action)", color: "var(--on-action)" },
  ".cm-completionInfo, .cm-about": { padding: ".4rem .6rem", fontFamily: "var(--font)" },
  ".cm-diagnostic": { fontFamily: "var(--font)", padding: ".4rem .6rem", whiteSpace: "pre-line" },
  ".cm-diagnostic-error": { borderInlineStart: "5px solid var(--berry)" },
  ".cm-diagnostic-warning": { borderInlineStart: "5px solid var(--lake)" },
  ".cm-panels": { backgroundColor: "var(--sunk)", color: "var(--ink)", fontFamily: "var(--font)" },
  ".cm-panel.cm-search": { padding: ".5rem", fontSize: ".9rem" },
  ".cm-panel.cm-search :is(input:not([type=checkbox]), button)": { fontSize: "1rem", minBlockSize: "2.2rem", paddingInline: ".6rem", border: "2px solid var(--control)", borderRadius: ".4rem", background: "var(--card)", color: "var(--ink)" },
  ".cm-searchMatch": { backgroundColor: "var(--berry-soft)", outline: "1px solid var(--berry)" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--berry) 2px", textUnderlineOffset: "3px" },
  ".cm-lintRange-warning": { backgroundImage: "none", textDecoration: "underline dotted var(--lake) 2px", textUnderlineOffset: "3px" },
});

const words = HighlightStyle.define([
  { tag: [tags.definition(tags.propertyName), tags.propertyName], color: "var(--link)", fontWeight: "600" },
  { tag: [tags.comment, tags.meta], color: "var(--muted)", fontStyle: "italic" },
  { tag: [tags.keyword, tags.bool, tags.number, tags.separator], color: "var(--berry-ink)" },
]);

export const look = [theme, syntaxHighlighting(words)];
