"""Prompts: the usual tasks, in words that name the tools to use."""

from dataclasses import dataclass

from api.assistants.asking import Problem
from schema.errors import BAD_USER_INPUT as BAD

LONGEST = 50_000  # letters of an argument
CITE = (
    "Use the tools of Rolegraph for every fact, and none of your own knowledge for figures. Name roles and skills as "
    "the tools do, with their links where there are any; name the sources with their licences at the end. Say what is "
    "computed (feasibility, likeness, scores) and what a source states; what is absent is unknown, not zero."
)


@dataclass(frozen=True, slots=True)
class Argument:
    name: str
    description: str
    required: bool = True
    is_role: bool = False  # values for it can be suggested


@dataclass(frozen=True, slots=True)
class Prompt:
    name: str
    title: str
    description: str
    arguments: tuple[Argument, ...]
    text: str  # with {name} for each argument

    def filled(self, given: dict[str, str]) -> str:
        """The text with arguments. Raises `Problem`."""
        names = {each.name for each in self.arguments}
        if strange := sorted(given.keys() - names):
            raise Problem(f"{strange[0][:100]}: there is no such argument; there is {', '.join(sorted(names))}.", BAD)
        for each in self.arguments:
            if each.required and not given.get(each.name, "").strip():
                raise Problem(f"{each.name}: say {each.description[0].lower()}{each.description[1:]}", BAD)
        if long := [name for name, value in given.items() if len(value) > LONGEST]:
            raise Problem(f"{long[0]}: at most {LONGEST:,} letters.", BAD)
        texts = {each.name: given.get(each.name, "").strip() or "(not said)" for each in self.arguments}
        return f"{self.text.format(**texts)}\n\n{CITE}"


ROLE = Argument("role", "The role that is left: its name or slug.", is_role=True)

PROMPTS = {
    each.name: each
    for each in (
        Prompt(
            "change_career",
            "Plan a change of career",
            "From a role to another, or to what is best: what it takes, what to learn, and over which steps.",
            (ROLE, Argument("goal", "The role that is wanted, if there is one.", required=False, is_role=True)),
            "Somebody works as: {role}. They would like to become: {goal}.\n"
            "If a goal is said, use explain_move; where the move is HARD or OUT_OF_REACH, use career_routes, too. If "
            "none is said, use best_moves with diverse, and explain_move for the best two. Say what they bring along, "
            "what stands in the way, what to learn first, and which first step is within reach.",
        ),
        Prompt(
            "read_advertisement",
            "Read a job advertisement",
            "What an advertisement asks for, which role it describes, and how a profile fits.",
            (
                Argument("advertisement", "The text of the advertisement."),
                Argument("profile", "What somebody has: skills and tools, or a text.", required=False),
            ),
            "Read this job advertisement with understand_text:\n\n{advertisement}\n\nSay which role it describes, what "
            "it requires and what it only wishes for. If a profile is said, read it with match_profile and compare: "
            "what is there, what is missing, and what of it is quickest to learn. The profile: {profile}",
        ),
        Prompt(
            "whom_to_hire",
            "Find out whom a project needs",
            "Which roles to hire for a project, in which order, and how they work together.",
            (Argument("project", "What the project is about and what has to be done."),),
            "A project: {project}\n\nTake it apart into 2 to 8 short needs and use whom_to_hire. Use compare_roles for "
            "the first two roles. Say whom to hire first and why, who comes beside them, and which needs nothing is "
            "known about.",
        ),
        Prompt(
            "compare_roles",
            "Tell two roles apart",
            "What two roles share and how they differ, for somebody who has to choose.",
            (ROLE, Argument("other", "The other role: its name or slug.", is_role=True)),
            "Use compare_roles for {role} and {other}, and describe_role where more is needed. Say in a few sentences "
            "what both do, then what only one of them does, then whom each of them suits.",
        ),
        Prompt(
            "learn_next",
            "Decide what to learn next",
            "Which skills open most for somebody, and for which roles.",
            (Argument("profile", "What somebody has: skills and tools, or a text."),),
            "Use match_profile for: {profile}\n\nSay which three roles fit best and what each still asks for, and "
            "which skill to learn next because it opens most. Say what was not understood.",
        ),
    )
}
