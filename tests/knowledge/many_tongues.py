"""A small dataset of roles and skills that is told in eight languages, in our own words."""

from typing import Any

from knowledge.model.record import Key
from knowledge.model.translation import slug_of
from knowledge.model.vocabulary import Kind
from knowledge.snapshot.build import build
from knowledge.snapshot.snapshot import Snapshot

LANGUAGES = ("fr", "es", "de", "ar", "ja", "zh", "he")
ROLES: dict[str, tuple[str, ...]] = {
    "nurse": (
        "nurse",
        "infirmier/infirmière",
        "enfermero/enfermera",
        "Krankenpfleger/-in",
        "ممرّض",
        "看護師",
        "护士",
        "אָחוֹת",
    ),
    "baker": (
        "baker",
        "boulanger/boulangère",
        "panadero/panadera",
        "Bäcker/Bäckerin",
        "خبّاز",
        "パン職人",
        "面包师",
        "אופה",
    ),
    "software-developer": (
        "software developer",
        "développeur de logiciels/développeuse de logiciels",
        "desarrollador de software/desarrolladora de software",
        "Softwareentwickler/in",
        "مهندس برمجيات",
        "ソフトウェア開発者",
        "软件工程师",
        "מפתח תוכנה",
    ),
    "web-developer": (
        "web developer",
        "développeur web/développeuse web",
        "desarrollador web/desarrolladora web",
        "Web-Entwickler",
        "مطوّر مواقع",
        "ウェブ開発者",
        "网页开发人员",
        "מפתח אתרים",
    ),
    "office-clerk": (
        "office clerk",
        "employé de bureau/employée de bureau",
        "empleado de oficina/empleada de oficina",
        "Bürokaufmann/Bürokauffrau",
        "موظف مكتب",
        "事務員",
        "办公室文员",
        "פקיד משרד",
    ),
    "physician": ("physician", "médecin", "médico/médica", "Arzt/Ärztin", "طبيب", "医師", "医生", "רופא"),
    "street-worker": (
        "road worker",
        "cantonnier/cantonnière",
        "peón caminero",
        "Straßenbauer",
        "عامل طرق",
        "道路作業員",
        "修路工",
        "עובד כבישים",
    ),
    "teacher": (
        "school teacher",
        "enseignant/enseignante",
        "profesor/profesora",
        "Lehrer*in",
        "معلّم",
        "教師",
        "学校教师",
        "מורה",
    ),
    "sales-manager": (
        "sales director",
        "directeur commercial/directrice commerciale",
        "director comercial/directora comercial",
        "Verkaufsleiter",
        "مدير مبيعات",
        "営業部長",
        "销售总监",
        "מנהל מכירות",
    ),
    "stage-performer": (
        "stage performer",
        "acteur/actrice",
        "actor/actriz",
        "Schauspieler",
        "ممثل",
        "俳優",
        "演员",
        "שחקן",
    ),
}
"""What roles are called: in English, and in `LANGUAGES`."""
SKILLS: dict[str, tuple[str, ...]] = {
    "manage-staff": (
        "manage staff",
        "gérer du personnel",
        "gestionar personal",
        "Personal führen",
        "إدارة الموظفين",
        "従業員を管理する",
        "管理员工",
        "לנהל עובדים",
    ),
    "bake-bread": (
        "bake bread",
        "cuire du pain",
        "hornear pan",
        "Brot backen",
        "خبز الخبز",
        "パンを焼く",
        "烤面包",
        "לאפות לחם",
    ),
    "care-planning": (
        "plan nursing care",
        "planifier des soins infirmiers",
        "planificar cuidados de enfermería",
        "Pflegeplanung erstellen",
        "تخطيط الرعاية التمريضية",
        "看護計画を立てる",
        "制定护理计划",
        "תכנון סיעודי",
    ),
    "write-code": (
        "write program code",
        "écrire du code informatique",
        "escribir código",
        "Programmcode schreiben",
        "كتابة الشيفرة البرمجية",
        "コードを書く",
        "编写代码",
        "לכתוב קוד",
    ),
}


def records(languages: tuple[str, ...] = LANGUAGES, **of: dict[str, Any]) -> dict[Key, dict[str, Any]]:
    """The records, with translations into some languages; `of` says more of roles, by slug with low lines."""
    found: dict[Key, dict[str, Any]] = {Key(Kind.DATASET, "d"): {"slug": "d", "title": "D"}}
    for kind, named in ((Kind.ROLE, ROLES), (Kind.SKILL, SKILLS)):
        for slug, names in named.items():
            more = of.get(slug.replace("-", "_"), {}) | ({"skill_kind": "SKILL"} if kind is Kind.SKILL else {})
            found[Key(kind, slug)] = {"slug": slug, "dataset": "d", "name": names[0], "basis": "STATED", **more}
            for language, name in zip(LANGUAGES, names[1:], strict=True):
                if language in languages:
                    key = slug_of("d", language, kind.value, slug)
                    found[Key(Kind.TRANSLATION, key)] = {
                        "slug": key,
                        "dataset": "d",
                        "basis": "STATED",
                        "subject_kind": kind.value,
                        "subject": slug,
                        "language": language,
                        "name": name,
                    }
    return found


def world(languages: tuple[str, ...] = LANGUAGES, **of: dict[str, Any]) -> Snapshot:
    """The snapshot of the records."""
    return build(records(languages, **of), [])
