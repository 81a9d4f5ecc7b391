// Which transfer windows are there? For the choosers.
import { useAnswer } from "../lib/api";
import { windowName } from "./window_name";

export function useWindows(): string[] {
  const answer = useAnswer<{ windows: { id: string }[] }>("/api/v1/windows");
  return answer.data?.windows.map((one) => one.id) ?? [];
}
export const windowChoices = (ids: string[]) => ids.map((value) => ({ value, label: windowName(value) }));
