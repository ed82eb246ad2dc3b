// What may stand at a place, by the JSON Schema of the file and the ids of the journey.
import { parts, placeOf } from "./place.js";

export class Guide {
  constructor({ schema, ids }) {
    this.schema = schema;
    this.ids = ids;
  }

  // The plain schemas that a schema stands for: references followed, null left out.
  expand(schema, beside = {}) {
    if (!schema) return [];
    if (schema.$ref) return this.expand(this.schema.$defs[schema.$ref.split("/").pop()], beside);
    const mapping = schema.discriminator?.mapping;
    const chosen = mapping?.[(beside[schema.discriminator.propertyName] ?? "").replace(/^["']|["']$/g, "")];
    if (chosen) return this.expand({ $ref: chosen }, beside);
    const choices = schema.anyOf ?? schema.oneOf;
    if (choices) {
      return choices.flatMap((one) => this.expand(one, beside)).map((one) => ({ description: schema.description, ...one }));
    }
    if (schema.type === "null") return [];
    if (schema.type === "array" || schema.items) return this.expand(schema.items ?? {}, beside);
    return [schema];
  }

  // The mappings that may stand at a place.
  at({ path, beside }) {
    return path.reduce((found, key, depth) => found.flatMap((one) => {
      const inner = one.properties?.[key] ?? (typeof one.additionalProperties === "object" ? one.additionalProperties : null);
      return inner ? this.expand(inner, beside[depth + 1]) : [];
    }), this.expand(this.schema, beside[0]));
  }

  // The keys that may stand there, each with its schema; those that must, first.
  keys(place) {
    const found = new Map();
    for (const one of this.at(place)) {
      for (const [key, schema] of Object.entries(one.properties ?? {})) {
        if (!found.has(key)) found.set(key, { schema, isNeeded: (one.required ?? []).includes(key) });
      }
    }
    return found;
  }

  // The values that a key may have there.
  values(place, key) {
    const values = new Map((this.ids[key] ?? []).map((id) => [id, ""]));
    for (const schema of this.at({ path: [...place.path, key], beside: [...place.beside, {}] })) this.#valuesOf(schema, values);
    if (key === "kind") {
      for (const one of this.at({ ...place, beside: place.beside.map(({ kind, ...rest }) => rest) })) this.#valuesOf(one.properties?.kind ?? {}, values);
    }
    return values;
  }

  #valuesOf(schema, values) {
    for (const value of schema.enum ?? (schema.const === undefined ? [] : [schema.const])) values.set(String(value), schema.description ?? "");
    if (schema.type === "boolean") { values.set("true", ""); values.set("false", ""); }
    for (const example of schema.examples ?? []) if (typeof example !== "object" && !values.has(String(example))) values.set(String(example), "");
  }

  description(place, key) {
    return this.keys(place).get(key)?.schema.description ?? "";
  }
}

const linesOf = (state) => state.doc.toString().split("\n");

// The inner part of {…} that the cursor stands in, as its own little place.
const inBraces = (rest) => {
  const open = rest.lastIndexOf("{");
  if (open < 0 || rest.lastIndexOf("}") > open) return null;
  return { before: rest.slice(0, open), last: rest.slice(open + 1).split(",").pop().trimStart() };
};

const keyOptions = (guide, place, taken, column, isInline) => [...guide.keys(place)]
  .filter(([key]) => !(key in taken))
  .map(([key, { schema, isNeeded }]) => {
    const is = guide.expand(schema)[0] ?? {};
    const isList = schema.type === "array" || schema.anyOf?.some((one) => one.type === "array");
    const inside = isInline ? " " : isList ? `\n${" ".repeat(column + 2)}- ` : is.properties ? `\n${" ".repeat(column + 2)}` : " ";
    return { label: key, apply: `${key}:${inside}`, type: "property", info: schema.description || undefined, boost: isNeeded ? 9 : 0 };
  });

const valueOptions = (guide, place, key) => [...guide.values(place, key)]
  .map(([value, detail]) => ({ label: value, type: "enum", info: detail || undefined }));

export const completions = (guide) => (context) => {
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  const here = parts(before);
  const column = here.isBlank ? before.length : here.column;
  const place = placeOf(linesOf(context.state), line.number - 1, column);
  if (!place) return null;
  const word = context.matchBefore(/[\p{L}\p{N}_./-]*/u);
  const from = word ? word.from : context.pos;
  const answer = (options) => (options.length && (context.explicit || from < context.pos || /[:\s{]$/.test(before)) ? { from, options, validFor: /^[\p{L}\p{N}_./-]*$/u } : null);

  const braces = inBraces(here.rest);
  if (braces) {
    const outer = /([\p{L}\p{N}_.-]+)\s*:\s*\[?.*$/u.exec(braces.before)?.[1];
    const inner = outer ? { path: [...place.path, outer], beside: [...place.beside, {}] } : place;
    const value = /^([\p{L}\p{N}_.-]+)\s*:\s+[^{[]*$/u.exec(braces.last);
    return answer(value ? valueOptions(guide, inner, value[1]) : keyOptions(guide, inner, {}, column, true));
  }
  if (here.key && /:\s/.test(before)) return answer(valueOptions(guide, place, here.key));
  if (/[:"'#]/.test(here.rest)) return null;
  const options = keyOptions(guide, place, place.beside[place.beside.length - 1], column, false);
  const list = place.path[place.path.length - 1];
  if (here.dash >= 0 && list) options.push(...valueOptions(guide, { path: place.path.slice(0, -1), beside: place.beside.slice(0, -1) }, list));
  if (!context.explicit && from === context.pos && !before.endsWith("- ")) return null;
  return answer(options);
};

export const described = (guide) => (view, pos) => {
  const line = view.state.doc.lineAt(pos);
  const here = parts(line.text);
  if (!here.key || pos > line.from + here.column + here.key.length || pos < line.from + here.column) return null;
  const place = placeOf(linesOf(view.state), line.number - 1, here.column);
  const text = place && guide.description(place, here.key);
  if (!text) return null;
  return {
    pos: line.from + here.column,
    end: line.from + here.column + here.key.length,
    create: () => {
      const dom = document.createElement("div");
      dom.className = "cm-about";
      dom.textContent = text;
      return { dom };
    },
  };
};
