"""The agencies that see children, and who a concern came from."""

from keepsight.practice.code import Code, CodeList

AGENCY = CodeList(
    "agency",
    title="Agency",
    source="Children Act 2004 s.10 and s.11: those who must work together",
    codes=(
        Code("social_care", "Children's social care", "The council's service.", "social_care"),
        Code("early_help", "Early help or family help", "", "social_care"),
        Code("police", "Police", "", "police"),
        Code("gp", "GP", "", "health"),
        Code("hospital", "Hospital", "Wards and clinics.", "health"),
        Code("emergency_department", "A&E", "", "health"),
        Code("paediatrics", "Paediatrics", "Children's doctors, in hospital or outside.", "health"),
        Code("health_visiting", "Health visiting", "", "health"),
        Code("school_nursing", "School nursing", "", "health"),
        Code("midwifery", "Midwifery", "", "health"),
        Code("mental_health", "Mental health", "For children or adults.", "health"),
        Code("ambulance", "Ambulance", "", "health"),
        Code("dentist", "Dentist", "", "health"),
        Code("health", "Health, service not stated", "", "health"),
        Code("nursery", "Nursery or childminder", "", "education"),
        Code("school", "School or college", "", "education"),
        Code("education_welfare", "Education welfare", "The council's service.", "education"),
        Code("probation", "Probation", "", "justice"),
        Code("youth_justice", "Youth justice", "", "justice"),
        Code("court", "Court", "Family and criminal courts.", "justice"),
        Code("cafcass", "Cafcass", "The child's guardian in court.", "justice"),
        Code("legal", "Council's legal service", "", "justice"),
        Code("housing", "Housing", "", "community"),
        Code("substance_misuse", "Drug and alcohol service", "", "community"),
        Code("domestic_abuse_service", "Domestic abuse service", "", "community"),
        Code("voluntary", "Voluntary organisation", "", "community"),
        Code("conference", "Child protection conference", "Several agencies.", "several"),
        Code("core_group", "Core group", "Several agencies.", "several"),
        Code("several", "Several agencies", "", "several"),
        Code("partnership", "Safeguarding partnership", "Before 2018 the board.", "several"),
        Code("family", "Family", "A relative or the child.", "public"),
        Code("public", "Member of the public", "A neighbour or other person.", "public"),
        Code("other", "Another agency", "", "other"),
    ),
)

REPORTER = CodeList(
    "reporter",
    title="Who told us",
    source="Keepsight's own list, from the referral sources of the children in need census",
    codes=(
        Code("professional", "Somebody at work with the child"),
        Code("child", "The child"),
        Code("family", "A relative"),
        Code("public", "A neighbour or member of the public"),
        Code("anonymous", "Somebody who gave no name"),
    ),
)
