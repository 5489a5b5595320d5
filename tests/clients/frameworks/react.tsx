// Rolegraph's parts in React: attributes are props, events are listened for, and what one part says changes another.
// The page has loaded /embed.js from the Rolegraph server.
import { type DetailedHTMLProps, type HTMLAttributes, useState } from "react";
import { createRoot } from "react-dom/client";

type Part = DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement>;
interface Chosen {
  kind: string;
  slug: string;
}

// What TypeScript has to know of the elements that one uses.
declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "rolegraph-search": Part & { placeholder?: string; "onrolegraph-select"?: (event: CustomEvent<Chosen>) => void };
      "rolegraph-moves": Part & { from: string; first?: number };
    }
  }
}

const KEPT = { display: "block", minBlockSize: "24rem" }; // their place, before the script is there

function Careers() {
  const [role, setRole] = useState("ai-engineer");
  return (
    <main>
      <rolegraph-search
        placeholder="Which role?"
        style={KEPT}
        onrolegraph-select={(event) => {
          event.preventDefault(); // stay on this page
          if (event.detail.kind === "role") setRole(event.detail.slug);
        }}
      />
      <p id="chosen">{role}</p>
      <rolegraph-moves from={role} first={3} style={KEPT} />
    </main>
  );
}

createRoot(document.body.appendChild(document.createElement("div"))).render(<Careers />);
