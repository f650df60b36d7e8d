"""A paper as the answer to a browser: a PDF with a name that files well and says nothing of the
child."""

from django.http import HttpResponse

from keepsight.exchange.paper import Paper, pdf


def paper_answer(paper: Paper, *, name: str) -> HttpResponse:
    """The paper as a PDF to be opened or kept. The file's name holds no child's name: it is shown
    in places that others can see."""
    answer = HttpResponse(pdf(paper), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer
