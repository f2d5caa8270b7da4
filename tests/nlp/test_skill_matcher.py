"""Reading skills by rules: surroundings decide, the longest wins, employers are not products."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.nlp.skills.matcher import MAX_CANDIDATES, skill_finder
from skillscan.taxonomy import Mention, TaxonomyError, load_taxonomy
from skillscan.taxonomy.loading import build_taxonomy
from skillscan.taxonomy.model import Alias, SkillFinder
from skillscan.taxonomy.spelling import spellings


@pytest.fixture(scope="module")
def matcher() -> SkillFinder:
    return skill_finder(load_taxonomy())


def ids(mentions: list[Mention]) -> set[str]:
    return {mention.skill_id for mention in mentions}


@pytest.mark.parametrize(
    ("text", "yes", "no"),
    [
        ("k8s and sklearn", {"kubernetes", "scikit-learn"}, set()),
        ("our go to market team does R&D", set(), {"go", "r"}),
        ("spark joy, react quickly, excel at talking to the C-suite", set(),
         {"spark", "react", "excel", "c"}),
        ("AWS SageMaker", {"aws", "sagemaker"}, set()),
        ("SageMaker", {"sagemaker"}, {"aws"}),
        ("PyTorch", {"pytorch"}, {"deep-learning"}),
        ("PySpark", {"spark"}, {"python"}),
        ("GPT-4", {"llm"}, {"openai-api"}),
        ("a vector store such as FAISS", {"vector-database"}, set()),
        ("vector search", set(), {"vector-database"}),
        ("PEFT, LoRA and instruction tuning of models", {"fine-tuning"}, set()),
        ("PyTorch, Transformers and NumPy", {"hugging-face"}, set()),
        ("CNNs, RNNs and Transformers", set(), {"hugging-face"}),
        ("TensorFlow Serving", {"tensorflow"}, set()),
        ("Spark SQL", {"spark"}, {"sql"}),
        ("deep learning frameworks and ML/DL models", {"deep-learning"}, set()),
        ("NLP, ranking and recommendations by machine learning", {"recommender-systems"}, set()),
        ("recommendations to leadership about machine learning", set(), {"recommender-systems"}),
        ("A/B experiments", {"ab-testing"}, set()),
        ("online experiments", set(), {"ab-testing"}),
        ("data processing pipelines", {"data-pipelines"}, set()),
        ("training pipelines, ML pipelines, deployment pipelines", set(), {"data-pipelines"}),
        ("LLM Ops", set(), {"mlops", "llm"}),
        ("deep neural networks", {"neural-networks"}, {"deep-learning"}),
        ("TensorRT-LLM", {"tensorrt"}, {"llm"}),
        ("ChatGPT for daily work", {"openai-api"}, {"llm"}),
        ("language models", {"llm"}, set()),
        ("blockchain and SVM", {"blockchain"}, {"svm"}),
        ("SVM and k-means", {"svm"}, set()),
        ("JupyterHub", {"jupyter"}, set()),
        ("CI tools", {"ci-cd"}, set()),
        ("ML operations", {"mlops"}, set()),
        ("prompt tuning, prompt chaining, optimizing prompts for LLMs", {"prompt-engineering"},
         set()),
        ("prompt evaluation", set(), {"prompt-engineering"}),
        ("fine-tune models", {"fine-tuning"}, set()),
        ("fine-tune solutions", set(), {"fine-tuning"}),
        ("Node.js", {"node.js"}, {"javascript"}),
        ("generative models", set(), {"generative-ai"}),
        ("GitHub Actions", {"github-actions"}, {"git", "ci-cd"}),
        ("our investors include OpenAI and a16z", set(), {"openai-api"}),
        ("engineers from OpenAI and Google", set(), {"openai-api"}),
        ("APIs of OpenAI and Anthropic", {"openai-api"}, set()),
        ("Azure DevOps", {"azure"}, set()),
        ("Amazon Lex and AWS Glue", {"amazon-lex", "aws"}, set()),
        ("Amazon Lex", {"amazon-lex", "aws"}, set()),
        ("SQL and NoSQL", {"sql"}, set()),
        ("SQL databases", {"sql"}, set()),
        ("relational and NoSQL databases", set(), {"sql"}),
        ("Azure OpenAI (GPT)", {"openai-api", "llm", "azure"}, set()),
        ("vendor OCR services", set(), {"computer-vision"}),
        ("MySQL, PostgreSQL and SQL Server", set(), {"sql"}),
        ("EKS and GKE", set(), {"kubernetes"}),
        ("containerization", set(), {"docker"}),
        ("Unix", set(), {"linux"}),
        ("GitHub and GitLab", set(), {"git"}),
        ("LLM fine-tuning and LLM evaluation", {"llm", "fine-tuning"}, set()),
        ("graph neural network", {"gnn"}, {"neural-networks"}),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)  # fmt: skip
def test_settled_cases(matcher: SkillFinder, text: str, yes: set[str], no: set[str]) -> None:
    """What the gold guide has settled would be read differently."""
    got = ids(matcher(text))
    assert yes <= got
    assert not no & got


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("see https://python.org/docs", "python"),
        ("www.snowflake.com", "snowflake"),
        ("jobs@databricks.com", "databricks"),
        ("follow @kubernetes", "kubernetes"),
        ("langchain.com", "langchain"),
    ],
)
def test_addresses_are_no_mentions(matcher: SkillFinder, text: str, skill: str) -> None:
    """An employer's web address would count as a requirement."""
    assert skill not in ids(matcher(text))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Amazon Lex and Amazon Polly", [0, 15]),
        ("Amazon Lex; AWS is a plus", [12]),
        ("AWS SageMaker, Amazon Lex", [0]),
    ],
)
def test_a_cloud_that_is_named_needs_no_vendor(
    matcher: SkillFinder, text: str, places: list[int]
) -> None:
    """A product in a demand would demand the cloud that the text only wishes for."""
    assert [m.start for m in matcher(text) if m.skill_id == "aws"] == places


def test_employer_is_not_its_product(matcher: SkillFinder) -> None:
    """Every posting of Snowflake would ask for Snowflake."""
    blurb = "Snowflake was founded in 2012. Join the Snowflake team."
    assert "snowflake" not in ids(matcher(blurb, company="Snowflake, Inc."))
    assert "snowflake" in ids(matcher(blurb, company="Acme"))
    product = "Experience with Snowflake, Spark and Kafka"
    assert "snowflake" in ids(matcher(product, company="Snowflake"))
    assert "openai-api" in ids(matcher("call the OpenAI API", company="OpenAI"))


def test_offsets_and_rule(matcher: SkillFinder) -> None:
    """An explanation would point at the wrong words."""
    text = "Requirements: Python, R"
    assert matcher(text)[-1] == Mention("r", text.index(", R") + 2, len(text), "R", "R (beside)")


def test_sure_mentions_prove_their_neighbours(matcher: SkillFinder) -> None:
    """Ambiguous names that stand together would all be missed."""
    assert {"c", "r", "go", "python"} <= ids(matcher("C, R, Go and Python"))


@pytest.mark.parametrize(
    ("alias", "expected"),
    [
        (Alias(text="vector database"), ["vector database", "vector databases"]),
        (Alias(text="Strategy"), ["Strategy", "Strategies"]),
        (Alias(text="stochastic process"), ["stochastic process", "stochastic processes"]),
        (Alias(text="trend analysis"), ["trend analysis", "trend analyses"]),
        (Alias(text="sparse matrix"), ["sparse matrix", "sparse matrices"]),
        (Alias(text="mobile app"), ["mobile app", "mobile apps"]),
        (Alias(text="pip"), ["pip"]),
        (Alias(text="LLM", case="exact"), ["LLM", "LLMs"]),
        (Alias(text="Kubernetes"), ["Kubernetes"]),
        (Alias(text="Spark", case="capital"), ["Spark"]),
        (Alias(text="C++"), ["C++"]),
    ],
    ids=lambda value: value.text if isinstance(value, Alias) else None,
)
def test_plurals(alias: Alias, expected: list[str]) -> None:
    """ "vector databases" would be missed, or "Sparks" would be Spark."""
    assert spellings(alias) == expected


def test_a_broken_rule_is_named() -> None:
    """Somebody who edits the taxonomy could not find the broken pattern."""
    files = {"x.yaml": {"category": "x", "label": "X", "skills": [
        {"id": "go", "label": "Go", "reference": "https://go.dev",
         "aliases": [{"text": "Go", "when": ["(unclosed _"]}]}]}}  # fmt: skip
    with pytest.raises(TaxonomyError, match="skill go, alias 'Go'"):
        skill_finder(build_taxonomy(files))


@given(st.text(alphabet="CRGoPython Spark,/.()&+#-\n'’AIML0123éß", max_size=200))
def test_any_text_can_be_read(matcher: SkillFinder, text: str) -> None:
    """A strange posting would stop the run."""
    for mention in matcher(text, company="Any"):
        assert 0 <= mention.start < mention.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "SQL, " * 2_000,
        "Python" * 1_700,
        "C, R, Go, " * 1_000,
        "ML/AI/" * 1_700,
        "Deep LearningA " * 700,
        "Helm Go to R " * 800,
        "machine-learning-" * 600,
        "sql_" * 2_500,
        "a.b@" * 2_500,
        "Python @ " * 1_100,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_texts_take_linear_time(matcher: SkillFinder, text: str) -> None:
    """A posting that repeats itself would stop a night."""
    matcher(text)
    begun = time.process_time()
    matcher(text)
    once = time.process_time() - begun
    begun = time.process_time()
    matcher(text * 4)
    assert time.process_time() - begun < 12 * once + 0.5


def test_a_text_that_names_skills_by_the_thousand_is_read_in_part(
    matcher: SkillFinder, caplog: pytest.LogCaptureFixture
) -> None:
    """A hostile posting would be worth as much time as fifty real ones; but nothing is left out
    in silence.
    """
    assert len(matcher("SQL; " * MAX_CANDIDATES)) == MAX_CANDIDATES
    assert not caplog.records
    assert len(matcher("SQL; " * 10 * MAX_CANDIDATES)) == MAX_CANDIDATES
    assert [record.args for record in caplog.records] == [(MAX_CANDIDATES,)]
