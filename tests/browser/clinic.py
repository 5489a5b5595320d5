"""A small dataset that rates, and shares no vocabulary with the shipped one."""

CLINIC = """
dataset: {slug: clinic, title: Careers in a clinic}
citations: []
basis: INFERRED
skills:
  - {slug: clinic/biology, name: Biology, skill_kind: KNOWLEDGE}
  - {slug: clinic/medicine, name: Medicine, skill_kind: KNOWLEDGE}
  - {slug: clinic/care, name: Care, skill_kind: SKILL}
  - {slug: clinic/surgery, name: Surgery, skill_kind: SKILL}
  - {slug: clinic/patience, name: Patience, skill_kind: TRANSVERSAL}
roles:
  - slug: clinic/nurse
    name: Nurse
    skills:
      - {skill: clinic/biology, importance: ESSENTIAL, level: 0.3686, level_rating: 2.58}
      - {skill: clinic/medicine, importance: ESSENTIAL, level: 0.6386, level_rating: 4.47}
      - {skill: clinic/care, importance: ESSENTIAL, level: 0.8, level_rating: 5.6}
      - {skill: clinic/patience, importance: ESSENTIAL, importance_rating: 4.46}
  - slug: clinic/doctor
    name: Doctor
    regulated: true
    skills:
      - {skill: clinic/biology, importance: ESSENTIAL, level: 0.7457, level_rating: 5.22}
      - {skill: clinic/medicine, importance: ESSENTIAL, level: 0.9486, level_rating: 6.64}
      - {skill: clinic/care, importance: ESSENTIAL, level: 0.5, level_rating: 3.5}
      - {skill: clinic/surgery, importance: OPTIONAL, level: 0.6, level_rating: 4.2}
      - {skill: clinic/patience, importance: ESSENTIAL, importance_rating: 4.96}
  - {slug: clinic/porter, name: Porter}
"""
