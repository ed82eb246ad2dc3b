// Where the cursor stands in a YAML file, told by indentation: a file that is being written is never whole.

const KEY = /^"?([\p{L}\p{N}_.-]+)"?\s*:(?:\s+(.*))?$/u;
const IS_TEXT = /^[|>][+-]?\d?\s*(#.*)?$/;

// A line as the place of its first dash (-1 without one), the column of what follows, and its key and value.
export const parts = (text) => {
  const [, spaces, dashes, rest] = /^( *)((?:-(?: +|$))*)(.*)$/.exec(text);
  const key = KEY.exec(rest);
  return {
    dash: dashes ? spaces.length : -1,
    column: spaces.length + dashes.length,
    rest,
    key: key?.[1],
    value: key?.[2]?.trim() ?? "",
    isBlank: !rest.trim() && !dashes,
    isComment: rest.startsWith("#"),
  };
};

// The keys around a line, outermost first, and what stands beside it. Null inside a text of many lines.
// `lines` is an array, `at` the index of the line, `column` where its own key begins or would begin.
export const placeOf = (lines, at, column) => {
  const own = parts(lines[at]);
  const path = [];
  const beside = [{}];
  let limit = column;
  let isOpen = own.dash < 0;
  if (own.dash >= 0) limit = own.dash + 0.5;
  else gather(lines, at + 1, 1, column, beside[0]);
  if (own.dash >= 0) gather(lines, at + 1, 1, own.column, beside[0]);
  for (let index = at - 1; index >= 0; index--) {
    const line = parts(lines[index]);
    if (line.isBlank || line.isComment) continue;
    if (isOpen && line.column === limit && line.key) {
      beside[0][line.key] ??= line.value;
      if (line.dash >= 0) { isOpen = false; limit = line.dash + 0.5; }
      continue;
    }
    if (line.dash >= 0 && isOpen && line.dash < limit && line.column > limit) continue;
    if (line.column >= limit || !line.key) {
      if (line.dash >= 0 && line.dash < limit && !line.key && isOpen) return null;
      continue;
    }
    if (IS_TEXT.test(line.value)) return null;
    if (line.value && !line.value.startsWith("#")) continue;
    path.unshift(line.key);
    beside.unshift({ [line.key]: "" });
    isOpen = line.dash < 0;
    gather(lines, index + 1, 1, line.column, beside[0]);
    limit = isOpen ? line.column : line.dash + 0.5;
  }
  return { path, beside };
};

// What stands further down in the same mapping: `kind` may come last.
const gather = (lines, from, by, column, into) => {
  for (let index = from; index >= 0 && index < lines.length; index += by) {
    const line = parts(lines[index]);
    if (line.isBlank || line.isComment) continue;
    if (line.column < column || (line.dash >= 0 && line.dash < column)) return;
    if (line.column === column && line.key && line.dash < 0) into[line.key] ??= line.value;
  }
};

// The id of the step that a line of a quest file belongs to; "" before the steps.
export const stepAt = (lines, at) => {
  let found = "";
  let column = -1;
  for (let index = 0; index <= at; index++) {
    const line = parts(lines[index]);
    if (line.isBlank) continue;
    if (line.column === 0 && line.dash < 0 && !line.isComment) { column = line.key === "steps" ? -2 : -1; found = ""; }
    if (column === -1) continue;
    if (line.dash >= 0 && (column === -2 || line.dash === column)) {
      column = line.dash;
      found = "";
    }
    if (line.key === "id" && column >= 0 && (line.dash === column || line.column === column + 2) && !found) found = line.value;
  }
  return found.replace(/^["']|["']$/g, "");
};
