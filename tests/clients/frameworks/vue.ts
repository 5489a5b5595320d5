// Rolegraph's parts in Vue: elements that begin with `rolegraph-` are the browser's own, all else is as ever.
// The page has loaded /embed.js from the Rolegraph server.
import { createApp, defineComponent, h, ref } from "vue";

interface Chosen {
  kind: string;
  slug: string;
}

const KEPT = { display: "block", minBlockSize: "24rem" }; // their place, before the script is there

// In a template: <rolegraph-moves :from="role" first="3" />, with `isCustomElement: (tag) => tag.startsWith("rolegraph-")`
// among the options of the compiler.
const Careers = defineComponent(() => {
  const role = ref("ai-engineer");
  const choose = (event: CustomEvent<Chosen>) => {
    event.preventDefault(); // stay on this page
    if (event.detail.kind === "role") role.value = event.detail.slug;
  };
  return () =>
    h("main", [
      h("rolegraph-search", { placeholder: "Which role?", style: KEPT, "onRolegraph-select": choose }),
      h("p", { id: "chosen" }, role.value),
      h("rolegraph-moves", { from: role.value, first: "3", style: KEPT }),
    ]);
});

createApp(Careers).mount(document.body.appendChild(document.createElement("div")));
