// The page: which view stands at which address.
import "@preact/signals";
import { render } from "preact";
import { place, watchAddress } from "./lib/route";
import { loadTypes } from "./lib/types";
import { Guard } from "./parts/answered";
import { Shell } from "./parts/shell";
import { ClubView } from "./views/club";
import { DeskView } from "./views/desk";
import { DocumentView } from "./views/document";
import { DossierView } from "./views/dossier";
import { MissingView } from "./views/missing";
import { SearchView } from "./views/search";
import { SourceView } from "./views/source";
import { SourcesView } from "./views/sources";
import { TodayView } from "./views/today";
import { WindowView } from "./views/window";

function View() {
  const [name = "", id = "", ...more] = place.value.path;
  if (more.length) return <MissingView />;
  switch (`${name}${id ? "/" : ""}`) {
    case "":
    case "today":
      return <TodayView />;
    case "person/":
      return <DossierView key={id} id={id} />;
    case "club/":
      return <ClubView key={id} id={id} />;
    case "window/":
      return <WindowView key={id} id={id} />;
    case "sources":
      return <SourcesView />;
    case "source/":
      return <SourceView key={id} id={id} />;
    case "document/":
      return <DocumentView key={id} id={id} />;
    case "search":
      return <SearchView />;
    case "desk":
      return <DeskView />;
    default:
      return <MissingView />;
  }
}

function Page() {
  return (
    <Shell>
      <Guard key={place.value.path.join("/")}><View /></Guard>
    </Shell>
  );
}

watchAddress();
void loadTypes();
render(<Page />, document.getElementById("page") as HTMLElement);
