"""The professions that take a licence, with the groups of ISCO-08 and SOC 2018 that they are, and who says so.

This is the table that a curator extends: a line for each profession, what says so beside it. What a licence is here is
anything that one has to have in one's own name before one may do the work: a licence, a registration, a certificate.
No line is there because the work is important, or because people usually have a diploma; where one may begin under the
eyes of somebody else, as engineers and mechanics do, there is none, nor where it is had within weeks, as for lorries.

How far a line holds is what it rests on:

- a `law` of the European Union, or a treaty, that holds nearly everywhere. It may lay down how long the training is:
  `years` of full-time study (Directive 2005/36/EC, title III, chapter III, as amended by 2013/55/EU), and how long it
  is for those who have the licence of another profession (`after`);
- `MANY` countries or states, which ask for it while others do not, as the European Commission's database of regulated
  professions and the Occupational Outlook Handbook of the U.S. Bureau of Labor Statistics, on licences, have it.

A group is told by the digits of its code. Words after the code are for groups that have other roles as well: one of
them is in the name of a role that is meant.
"""

from collections.abc import Mapping
from typing import NamedTuple

from knowledge.sentences import message

MANY = None
"""What is asked for in many countries, and no law has for all."""


class Profession(NamedTuple):
    """Work that takes a licence.

    `covered_by` are professions whose licence stands for this one. `is_each`: every unit group of it takes a licence of
    its own, and every role of a residual one.
    """

    isco: tuple[str, ...]
    soc: tuple[str, ...]
    law: str | None = MANY
    years: float = 0.0
    after: tuple[tuple[str, float], ...] = ()
    covered_by: tuple[str, ...] = ()
    is_each: bool = False


QUALIFICATIONS, OF_LAWYERS = message("Directive 2005/36/EC"), message("Directive 98/5/EC")
OF_TRAINS = message("Directive 2007/59/EC")
OF_FLIGHT, AT_SEA = message("Annex 1 to the Chicago Convention"), message("the STCW Convention")

PROFESSIONS: Mapping[str, Profession] = {
    message("doctors of medicine"): Profession(("2211", "2212"), ("29121", "29122", "29124"), QUALIFICATIONS, years=5),
    message("dentists"): Profession(("2261",), ("29102",), QUALIFICATIONS, years=5),
    message("pharmacists"): Profession(("2262",), ("29105",), QUALIFICATIONS, years=5),
    message("nurses"): Profession(("2221",), ("29114", "29115", "29116", "29117", "251072"), QUALIFICATIONS, years=3),
    message("midwives"): Profession(
        ("2222", "3222"), ("29116", "299099 midwi"), QUALIFICATIONS, years=3, after=(("nurses", 1.5),)
    ),
    message("veterinary surgeons"): Profession(("2250",), ("29113",), QUALIFICATIONS, years=5),
    message("architects"): Profession(("2161",), ("171011",), QUALIFICATIONS, years=5),
    message("lawyers"): Profession(("2611", "2612"), ("231011", "231021", "231023"), OF_LAWYERS),
    message("notaries"): Profession(("2619 notary",), ()),
    message("aircraft pilots"): Profession(
        ("3153 pilot", "3153 second officer", "3153 flight instructor"), ("532011", "532012"), OF_FLIGHT
    ),
    message("air traffic controllers"): Profession(("3154 controller",), ("532021",), OF_FLIGHT),
    message("ship's officers and engineers"): Profession(("3151", "3152"), ("535021", "535031"), AT_SEA, is_each=True),
    message("train drivers"): Profession(("8311",), ("534011",), OF_TRAINS),
    message("advanced practice nurses"): Profession(
        ("2221 advanced",),
        ("29115", "29116", "29117", "291141 clinical nurse specialist", "291141 advanced practice"),
        is_each=True,
    ),
    message("practical nurses"): Profession(("3221",), ("292061",), covered_by=("nurses",)),
    message("paramedics"): Profession(("2240", "3258 paramedic"), ("292043",)),
    message("emergency medical technicians"): Profession((), ("292042",), covered_by=("paramedics",)),
    message("physician assistants"): Profession((), ("291071",)),
    message("chiropractors"): Profession(("2269 chiropractor",), ("291011",)),
    message("dietitians"): Profession(("2265 dietitian", "2265 dietician"), ("291031",)),
    message("optometrists"): Profession(("2267",), ("291041",)),
    message("dispensing opticians"): Profession(("3254 optician",), ("292081",), covered_by=("optometrists",)),
    message("podiatrists"): Profession(("2269 podiatrist",), ("291081",)),
    message("occupational therapists"): Profession(("2269 occupational therapist",), ("291122",)),
    message("occupational therapy assistants"): Profession(
        ("2269 occupational therapy assistant",), ("312011",), covered_by=("occupational therapists",)
    ),
    message("physiotherapists"): Profession(("2264",), ("291123",)),
    message("physiotherapy assistants"): Profession(
        ("3255 physiotherapy",), ("312021",), covered_by=("physiotherapists",)
    ),
    message("massage therapists"): Profession(
        ("3255 massage", "5142 masseur"), ("319011",), covered_by=("physiotherapists",)
    ),
    message("radiographers"): Profession(("2269 radiographer",), ("292034", "292035")),
    message("radiation therapists"): Profession(("2269 therapeutic radiographer", "3211 radiation"), ("291124",)),
    message("nuclear medicine technologists"): Profession(("2269 nuclear medicine",), ("292033",)),
    message("diagnostic medical sonographers"): Profession((), ("292032",)),
    message("cardiovascular technologists"): Profession(("3211 perfusion",), ("292031",)),
    message("creative arts and recreational therapists"): Profession(
        ("2269 art therapist", "2269 music therapist", "2269 dance therapist", "2269 recreational therapist"),
        ("291125", "291129"),
        is_each=True,
    ),
    message("orthotists and prosthetists"): Profession(("3214 prosthetist",), ("292091",)),
    message("respiratory therapists"): Profession(("3259 respiratory",), ("291126",)),
    message("speech therapists"): Profession(("2266 speech",), ("291127",)),
    message("audiologists"): Profession(("2266 audiolog",), ("291181",)),
    message("hearing aid specialists"): Profession((), ("292092",), covered_by=("audiologists",)),
    message("naturopaths"): Profession((), ("291299 naturopath",), covered_by=("doctors of medicine",)),
    message("orthoptists"): Profession((), ("291299 orthoptist",)),
    message("osteopaths"): Profession(("3259 osteopath", "2269 osteopath"), ()),
    message("acupuncturists"): Profession(("2230 acupuncturist",), ("291291",)),
    message("medical laboratory scientists and technicians"): Profession(
        ("3212 biomedical", "3212 technician", "3212 screener", "2131 biomedical scientist"),
        ("292011", "292012"),
        is_each=True,
    ),
    message("pharmacy technicians"): Profession(("3213 technician",), ("292052",), covered_by=("pharmacists",)),
    message("veterinary technicians"): Profession(
        ("3240 veterinary",), ("292056",), covered_by=("veterinary surgeons",)
    ),
    message("dental hygienists"): Profession(("3251 hygienist",), ("291292",), covered_by=("dentists",)),
    message("athletic trainers"): Profession((), ("299091",)),
    message("genetic counselors"): Profession((), ("299092",), covered_by=("doctors of medicine",)),
    message("psychologists"): Profession(
        ("2634 psycholog", "2634 psychotherapist"), ("193033", "193034"), is_each=True
    ),
    message("counselors and family therapists"): Profession((), ("211011", "211013", "211014"), is_each=True),
    message("social workers"): Profession(("2635 social worker",), ("211021", "211022", "211023")),
    message("school teachers"): Profession(("2330", "2341", "2352 special"), ("25201", "25202", "25203", "25205")),
    message("hairdressers and barbers"): Profession(
        ("5141 hairdresser", "5141 barber", "5141 hair stylist"), ("395011", "395012")
    ),
    message("beauticians"): Profession(
        ("5142 aesthetician", "5142 manicurist", "5142 pedicurist"),
        ("395092", "395094"),
        covered_by=("hairdressers and barbers",),
        is_each=True,
    ),
    message("embalmers and funeral directors"): Profession(("5163",), ("394011", "394031")),
    message("driving instructors"): Profession(("5165",), ()),
    message("police officers"): Profession(("5412", "3355 police"), ("333021", "333051", "333052")),
    message("electricians"): Profession(("7411 electrician",), ("472111",)),
    message("plumbers and gas fitters"): Profession(("7126 plumber", "7126 gas"), ("472152",)),
    message("real estate agents and brokers"): Profession(("3334 real estate agent", "3334 letting"), ("41902",)),
    message("insurance agents and brokers"): Profession(("3321 broker", "3321 agent"), ("413021",)),
    message("surveyors"): Profession(("2165 surveyor",), ("171022",)),
}
"""By name, in the plural. Midwives of SOC and those who teach nursing are nurses as well."""
