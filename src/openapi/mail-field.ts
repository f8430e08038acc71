// Fields that hold addresses for mail though no format says so, told from their names, remarks and examples.
import type { SchemaObject } from "./document.ts";

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export function isMailAddress(value: unknown): boolean {
  return typeof value === "string" && ADDRESS.test(value);
}

/** Whether what is made up for a field must be an address to be taken. */
export function isForMail(name: string, { description, example, examples }: SchemaObject): boolean {
  const given = [example, ...((examples ?? []) as readonly unknown[])].filter((value) => value !== undefined);
  if (given.length > 0) return given.every(isMailAddress);
  const words = name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").replaceAll("_", " ");
  return /\be[- ]?mail\b/i.test(words) || /\be-?mail address\b/i.test(String(description ?? ""));
}
