// One of a few: a labelled select whose choice stands in the address.
import { place, setQuery } from "../lib/route";
import { t } from "../lib/words";

interface Props {
  name: string; // of the parameter
  label: string;
  choices: readonly { value: string; label: string }[];
  all?: string | false; // text of "no filter"; false: one of them is always chosen
  value?: string;
}

export function Chooser({ name, label, choices, all = t("filter.all"), value }: Props) {
  const now = value ?? place.value.query.get(name) ?? "";
  const known = !now || choices.some((choice) => choice.value === now);
  return (
    <label class="chooser">
      <span>{label}</span>
      <select value={now} onChange={(event) => setQuery({ [name]: event.currentTarget.value || null }, true)}>
        {all !== false && <option value="">{all}</option>}
        {!known && <option value={now}>{now}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </label>
  );
}
