"""A dataset with lists that are longer than a page of any of them."""

MANY = 130
LONG = "Arbeiterunfallversicherungsgesetzsachbearbeitungsstellenleitungsvertretung und Vielesmehr"


def crowd() -> str:
    """A seed file: roles that all need one skill and use one tool, and one role that uses as many tools."""
    roles = [
        f"""
  - slug: crowd/role-{place:03}
    name: Role {place:03}
    skills: [{{skill: crowd/common, importance: ESSENTIAL}}]
    tools: [{{tool: crowd/tool-000}}]"""
        for place in range(MANY)
    ]
    tools = [f"\n  - {{slug: crowd/tool-{place:03}, name: Tool {place:03}}}" for place in range(MANY)]
    used = ", ".join(f"{{tool: crowd/tool-{place:03}}}" for place in range(MANY))
    return f"""
dataset: {{slug: crowd, title: A crowd}}
citations: []
basis: INFERRED
skills:
  - {{slug: crowd/common, name: Common sense, skill_kind: SKILL}}
tools:{"".join(tools)}
roles:
  - slug: crowd/handy
    name: {LONG}
    skills: [{{skill: crowd/common, importance: ESSENTIAL}}]
    tools: [{used}]{"".join(roles)}
"""
