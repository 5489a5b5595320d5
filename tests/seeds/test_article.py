"""Every fact of the article on AI and ML engineers is in the shipped dataset."""

import pytest

from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Basis, ContrastDimension, Kind, MoveKind, OutlookKind
from knowledge.snapshot.snapshot import Snapshot
from tests.conftest import IN_CI, SHARED

AI, ML = "ai-engineer", "ml-engineer"
ARTICLE = "artiba-2025"

ROLES = {
    "Machine Learning Engineer",
    "AI engineer",
    "Computer vision engineer",
    "NLP engineer",
    "Robotics engineer",
    "AI research scientist",
    "AI product manager",
    "AI consultant",
    "Data scientist",
    "Data engineer",
    "Business intelligence developer",
    "Software engineer",
    "Hybrid AI/ML engineer",
}
SKILLS = {
    AI: """programming python java c++ r|deep learning|neural networks|speech recognition|mathematics and statistics|
        linear algebra|probability|calculus|hardware knowledge|gpus|fpgas|tpus|neuromorphic chips|mlops|devops|ci/cd|
        domain expertise|robotics|nlp|computer vision|image recognition|facial recognition|ai ethics|bias mitigation|
        cloud computing|ml algorithms|decision trees|svms|data preprocessing|big data tools|ai frameworks|
        continuous learning|requirement analysis|testing and validation|collaboration|system design|
        hardware integration|interdisciplinary problem solving|creative problem solving""",
    ML: """programming python java c++ r|ml frameworks|mathematics and statistics|probability|regression|optimization|
        linear algebra|calculus|data preprocessing|data cleaning|feature engineering|data wrangling|big data tools|
        model evaluation|accuracy|f1-score|precision|recall|cross-validation|data visualization|cloud computing|mlops|
        bias mitigation|fairness|transparency|ml algorithms|decision trees|svms|neural networks|statistical models|
        deep learning|supervised learning|unsupervised learning|classification|time series analysis|data drift|
        predictive analytics|data pipelines|ml pipelines|model deployment|model monitoring|object detection|
        speech recognition|experiment tracking|collaboration""",
}
TOOLS = {
    AI: """TensorFlow PyTorch OpenCV spaCy ROS Docker AWS Azure Dialogflow MLflow Hadoop Spark Scikit-learn XGBoost
        Keras""",
    ML: """TensorFlow PyTorch Scikit-learn Keras XGBoost Pandas NumPy Hadoop Spark Kafka Matplotlib Seaborn Tableau AWS
        Azure MLflow Databricks Docker Kaggle""",
}
APPLICATIONS = {
    AI: {
        "chatbots": "E-commerce",
        "autonomous-vehicles": "Automotive",
        "fraud-detection": "Banking",
        "medical-devices": "Health care",
        "smart-assistants": None,
        "intelligent-robots": "Manufacturing",
        "facial-recognition-security": "Security",
        "medical-image-analysis": "Health care",
        "customer-support-automation": None,
    },
    ML: {
        "recommendation-systems": "E-commerce",
        "fraud-detection": "Banking",
        "customer-churn-prediction": "Telecommunications",
        "healthcare-diagnostics": "Health care",
        "customer-segmentation": None,
        "risk-assessment": None,
        "spam-filtering": None,
        "stock-price-prediction": None,
        "house-price-prediction": None,
    },
}
RESPONSIBILITIES = {
    AI: """requirement-analysis data-preprocessing algorithm-development model-deployment testing-and-validation
        natural-language-processing computer-vision robotics model-monitoring collaboration""",
    ML: """data-preprocessing model-development model-evaluation feature-engineering model-deployment ml-pipelines
        supervised-learning unsupervised-learning time-series-analysis model-monitoring collaboration""",
}
MOVES = {
    AI: """computer-vision-engineer nlp-engineer robotics-engineer ai-research-scientist ai-product-manager
        ai-consultant""",
    ML: "data-scientist data-engineer business-intelligence-developer computer-vision-engineer nlp-engineer",
}


def names(text: str) -> list[str]:
    first, *rest = (part.strip() for part in text.replace("\n", " ").split("|"))
    return [*first.split(), *rest] if rest else first.split()


def test_all_roles_are_there_and_described(shipped: Snapshot) -> None:
    for name in ROLES:
        role = shipped.search_index.named(name, Kind.ROLE)
        assert role is not None, name
        assert role.description
    assert len(shipped.roles) == len(ROLES)


@pytest.mark.parametrize("role", [AI, ML])
def test_skills_of_both_engineers(shipped: Snapshot, role: str) -> None:
    held = {link.skill for link in shipped.roles[role].skills}
    for name in names(" ".join(SKILLS[role].split())):
        skill = shipped.search_index.named(name, Kind.SKILL)
        assert skill in held, name


@pytest.mark.parametrize("role", [AI, ML])
def test_tools_of_both_engineers(shipped: Snapshot, role: str) -> None:
    used = {link.tool.name for link in shipped.roles[role].tools}
    assert used == {*TOOLS[role].split(), "Google Cloud"}


def test_every_tool_has_a_category_and_serves_a_skill_and_a_role(shipped: Snapshot) -> None:
    for tool in shipped.tools.values():
        assert tool.category, tool.slug
        assert tool.skills, tool.slug
        assert tool.roles, tool.slug


def test_every_skill_has_a_category_and_is_held_or_part_of_something(shipped: Snapshot) -> None:
    for skill in shipped.skills.values():
        assert skill.category, skill.slug
        assert skill.roles or skill.broader or skill.narrower or skill.examples, skill.slug


@pytest.mark.parametrize("role", [AI, ML])
def test_applications_with_their_industries(shipped: Snapshot, role: str) -> None:
    held = {link.application.slug: link.application for link in shipped.roles[role].applications}
    for slug, industry in APPLICATIONS[role].items():
        assert slug in held
        assert industry is None or industry in held[slug].industries
        assert held[slug].industries


@pytest.mark.parametrize("role", [AI, ML])
def test_responsibilities_with_their_examples(shipped: Snapshot, role: str) -> None:
    links = {link.responsibility.slug: link for link in shipped.roles[role].responsibilities}
    assert set(links) == set(RESPONSIBILITIES[role].split())
    without = {slug for slug, link in links.items() if link.example is None}
    # The article gives no example of these.
    expected = (
        {"model-monitoring", "collaboration"} if role == AI else {"model-development", "ml-pipelines", "collaboration"}
    )
    assert without == expected
    assert all(link.emphasis for link in links.values())


def test_shared_responsibilities_are_one_record(shipped: Snapshot) -> None:
    shared = {
        each.slug for each in shipped.responsibilities.values() if {AI, ML} <= {link.role.slug for link in each.roles}
    }
    assert shared == {"data-preprocessing", "model-deployment", "model-monitoring", "collaboration"}


@pytest.mark.parametrize(
    ("role", "bachelor", "higher"),
    [
        (
            AI,
            {"Computer science", "Mathematics", "Data science"},
            {"Artificial intelligence", "Machine learning", "Robotics"},
        ),
        (ML, {"Computer science", "Statistics", "Data science"}, {"Machine learning", "Data science"}),
    ],
)
def test_education(shipped: Snapshot, role: str, bachelor: set[str], higher: set[str]) -> None:
    links = {link.qualification.slug: link for link in shipped.roles[role].qualifications}
    assert set(links["bachelors-degree"].fields) == bachelor
    assert set(links["masters-degree"].fields) == set(links["doctorate"].fields) == higher
    assert "machine-learning-certification" in links
    assert ("internship" in links) == (role == AI)
    assert "hands-on-projects" in links


def test_all_seven_dimensions_of_difference_for_both(shipped: Snapshot) -> None:
    for role in (AI, ML):
        assert [each.dimension for each in shipped.roles[role].contrasts] == list(ContrastDimension)


def test_all_nine_points_of_common_ground(shipped: Snapshot) -> None:
    assert len(shipped.common_ground) == 9
    for each in shipped.common_ground.values():
        assert {said.role.slug for said in each.roles} == {AI, ML}
    depth = {said.role.slug: said.statement for said in shipped.common_ground["shared-data-preprocessing"].roles}
    assert depth[ML] == "Goes deeper into it."


@pytest.mark.parametrize("role", [AI, ML])
def test_career_moves_that_the_article_lists(shipped: Snapshot, role: str) -> None:
    stated = {
        move.to_role.slug
        for move in shipped.roles[role].moves_out
        if move.basis is Basis.STATED and move.to_role.slug not in (AI, ML)
    }
    assert stated == set(MOVES[role].split())
    kinds = {move.to_role.slug: move.move_kind for move in shipped.roles[role].moves_out}
    assert kinds["computer-vision-engineer"] is MoveKind.SPECIALISE


def test_data_scientists_and_software_engineers_can_pivot_into_both(shipped: Snapshot) -> None:
    for role in (AI, ML):
        sources = {move.from_role.slug for move in shipped.roles[role].moves_in}
        assert {"data-scientist", "software-engineer"} <= sources


def test_pay(shipped: Snapshot) -> None:
    for role, low, high in ((AI, 47, 51), (ML, 25, 50)):
        (pay,) = shipped.roles[role].pay
        assert (pay.minimum, pay.maximum, pay.currency, pay.period, pay.market) == (low, high, "USD", "HOUR", "Upwork")
        assert str(pay.as_of) == "2025-08-01"
        assert "six figures" in (pay.note or "")


def test_hiring_guidance_channels_and_regions(shipped: Snapshot) -> None:
    needs = {slug: {said.role.slug for said in need.roles} for slug, need in shipped.hiring_needs.items()}
    assert sum(roles == {AI} for roles in needs.values()) == 3
    assert sum(roles == {ML} for roles in needs.values()) == 3
    assert {slug for slug, roles in needs.items() if roles == {AI, ML}} == {
        "need-voice-assistant",
        "need-self-driving-car",
    }
    assert {channel.name for channel in shipped.hiring_channels.values()} == {
        "Upwork",
        "Toptal",
        "Mobilunity",
        "Near",
        "Latin America",
    }


def test_challenges_and_trends(shipped: Snapshot) -> None:
    by_kind = {kind: {o.slug for o in shipped.outlooks.values() if o.outlook_kind is kind} for kind in OutlookKind}
    assert by_kind[OutlookKind.CHALLENGE] == {"high-demand", "ethical-concerns", "rapid-evolution"}
    assert by_kind[OutlookKind.TREND] == {"mlops-growth", "hybrid-roles", "responsible-ai-focus", "growing-demand"}


@pytest.mark.parametrize(
    ("slug", "roles", "things"),
    [
        ("hospital-diagnosis", {AI}, {"natural-language-processing", "computer-vision"}),
        ("self-driving-car-vision", {AI}, {"python", "tensorflow", "docker", "gpus"}),
        ("self-driving-car-team", {AI, ML}, {"object-detection", "decision-making-systems"}),
        ("streaming-recommender", {ML}, {"recommendation-systems"}),
        ("churn-pipeline", {ML}, {"spark", "scikit-learn", "mlflow", "customer-churn-prediction"}),
        ("voice-assistant", {AI, ML}, {"speech-recognition", "natural-language-processing"}),
        ("from-robotics-to-startup", {AI}, {"robotics", "medical-devices"}),
        ("from-ml-to-marketing", {ML, "data-scientist"}, {"marketing-strategy"}),
    ],
)
def test_illustrative_projects(shipped: Snapshot, slug: str, roles: set[str], things: set[str]) -> None:
    example = shipped.examples[slug]
    assert {said.role.slug for said in example.roles} == roles
    assert things <= {each.slug for each in (*example.skills, *example.tools, *example.applications)}


@pytest.mark.parametrize(
    ("role", "tools"),
    [
        ("computer-vision-engineer", {"opencv"}),
        ("robotics-engineer", {"ros"}),
        ("data-engineer", {"hadoop", "spark"}),
        ("business-intelligence-developer", {"tableau"}),
    ],
)
def test_indirect_links_are_marked_as_inferred(shipped: Snapshot, role: str, tools: set[str]) -> None:
    inferred = {link.tool.slug for link in shipped.roles[role].tools if link.basis is Basis.INFERRED}
    assert tools <= inferred


def test_every_stated_fact_is_cited_to_a_section(shipped_records: dict[Key, Record]) -> None:
    for key, record in shipped_records.items():
        links = [
            item for value in record.values() if isinstance(value, list) for item in value if isinstance(item, dict)
        ]
        for fact in (record, *links):
            if fact.get("basis") == Basis.STATED:
                assert fact["citations"], key
                of_article = [each for each in fact["citations"] if each["source"] == ARTICLE]
                assert all("section" in citation for citation in of_article), key
                assert of_article or key.kind is Kind.LEARNING_RESOURCE, key


def test_cited_sections_are_headings_of_the_article(shipped: Snapshot) -> None:
    article = SHARED / "sources" / "ai-engineer-vs-ml-engineer.txt"
    if not article.exists():
        assert not IN_CI, "CI has the article"
        pytest.skip("the article is not part of the project; CI has it beside the project")
    text = article.read_text()
    lines = {line.strip().lstrip("•").strip() for line in text.splitlines()}
    headings = lines | {line.partition(":")[0] for line in lines}
    sections = {
        citation.section
        for entities in shipped.by_kind.values()
        for entity in entities.values()
        for citation in entity.citations
        if citation.source.slug == ARTICLE
    } | {citation.section for role in shipped.roles.values() for link in role.skills for citation in link.citations}
    for section in sections:
        assert section is not None
        for heading in section.split(": ") if section not in headings else [section]:
            assert heading in headings, section
