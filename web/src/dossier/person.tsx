// Who is it? Age, position, nationality, club and contract on the day of the view, as the reference has them.
import type { Entity } from "../lib/api";
import { date, t, word } from "../lib/words";
import { ClubLink, Name } from "../parts/basics";

export interface Profile {
  day?: string;
  age?: number;
  birth?: string;
  nationalities?: string[];
  position?: string;
  club?: Entity;
  on_loan_from?: Entity;
  contract_until?: string;
  coach?: boolean;
}

export function Person({ profile = {}, holder }: { profile?: Profile; holder?: Entity }) {
  const club = profile.club ?? holder;
  return (
    <ul class="person">
      {profile.age !== undefined && <li>{t("person.age", { n: profile.age })}</li>}
      {profile.position && <li>{word("position", profile.position)}</li>}
      {profile.nationalities && profile.nationalities.length > 0 && <li>{profile.nationalities.join(", ")}</li>}
      {club && <li><ClubLink club={club} />{profile.on_loan_from && <> ({t("person.loan")} <Name>{profile.on_loan_from.name}</Name>)</>}</li>}
      {profile.contract_until && <li>{t("person.contract", { day: date(profile.contract_until) })}</li>}
    </ul>
  );
}
