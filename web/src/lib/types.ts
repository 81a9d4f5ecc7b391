// In which order do the stages of a move stand? As the server's table of claim types has it.
import { signal } from "@preact/signals";
import { ask } from "./api";

interface ClaimTypeRow {
  type: string;
  stage: number;
  group?: string;
  meaning?: string;
}
// Languages with rules for claims (data/languages/*/claims); of others only the language is known.
export const readLanguages = ["en", "fr", "it", "es", "pt"];
export const claimTypes = signal<ClaimTypeRow[]>([]);
const stages = signal<(type: string) => number>(() => 0);

export async function loadTypes(): Promise<void> {
  try {
    const answer = await ask<{ types: ClaimTypeRow[] }>("/api/v1/types");
    claimTypes.value = answer.types;
    const table = new Map(claimTypes.value.map((row) => [row.type, row.stage]));
    stages.value = (type) => table.get(type) ?? 0;
  } catch {
    // the order of the names has to do
  }
}
export const stageOf = (): ((type: string) => number) => stages.value;
