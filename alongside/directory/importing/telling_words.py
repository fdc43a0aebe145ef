"""Words that tell a need by themselves, beside others, or never; and words that tell something else."""

# In a description they stand for help that is given, hardly ever for something else.
STRONG_WORDS = """
    abogada abogado addiction adicción albergue antidepressant anxiety apprenticeship asylum
    bankruptcy bereavement breastfeeding buprenorphine childcare citizenship ciudadanía clothing
    consejería contraception counseling cyberstalking daca daycare denture depression desalojo
    despensa detox diaper divorce divorcio doula ebt embarazo esl esol eviction expungement
    fafsa farmacia fatherhood foreclosure ged ginecólogo grief grocerie guardería guardianship
    gynecologist hiset hiv homeless hospice hotline immigration immunization
    inmigración inmunización ipv lactancia lgbt lgbtq lactation liheap mamografía mammogram medicaid
    mentoring methadone microloan midwife moud naloxone narcan naturalization optometrist
    overdose paratransit parenting pediatric pediatrician pharmacy postpartum preescolar pregnancy
    pregnant prenatal preschool psychiatry psychiatrist psychologist ptsd rape refugee rehab
    reentry resettlement scholarship sextortion shelter snap ssdi ssi stalking std sti suboxone
    suicide suicidio tanf terapia tps trafficking trata tutoring tutoría ultrasound vaccine
    vaccination vacuna vacunación vawa vih wic
"""
# Even in a name they mean something else most of the time: a community park, the Free Will Baptists.
VAGUE_WORDS = """
    aca aid animal animale bed brace cart cat certification classe community comunidad confidence
    course culture cultura dance disaster document dog elder enrollment er essential ets exercise
    forma formula ice id injury its jail law leadership learning loss marketplace mat medicina
    medicine music na ob organizing pep physical prep recovery removal sad saving separation shot
    specialist sport temple threat tran transit travel university universidad vision vita welfare
    will work
"""
# They tell their need only beside another of its area: a hotline about rape, none about mortgages.
LEANING = ("hotline", "helpline", "help line", "línea de ayuda", "línea directa")
# They hold a need's word and say something else by it: of animals, of parks.
OTHERWISE = (
    "animal shelter",
    "cat shelter",
    "dog shelter",
    "no-kill shelter",
    "open-admission shelter",  # of animals, whoever brings them
    "shelter animals",
    "shelter cats",
    "shelter dogs",
    "shelter pets",
    "homeless animals",
    "homeless cats",
    "homeless dogs",
    "homeless pets",
    "animal refuge",
    "wildlife refuge",
    "picnic shelter",
    "albergue de animales",
    "albergue para animales",
    "refugio de animales",
    "refugio para animales",
    "refugio de vida silvestre",
)
STRONG, VAGUE = frozenset(STRONG_WORDS.split()), frozenset(VAGUE_WORDS.split())
