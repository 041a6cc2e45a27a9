"""What `make demo` shows after `vbcds extract`: the first records of each kind, readably, and each with its evidence."""

from __future__ import annotations

import sys

import vbcds


def show(folder: str) -> None:
    """Print some records of the dossier in `folder`."""
    with vbcds.open_dossier(folder) as dossier:
        documents = {document.id: document for document in dossier.documents()}

        def name(id: str) -> str:
            document = documents[id]
            return f"{document.kind or '?'} {document.number or document.path}"

        print("\nVĂN BẢN")
        for document in list(documents.values())[-4:]:
            issuer = document.issuer.name if document.issuer else "?"
            print(f"  {name(document.id)} · {document.date or '?'} · {issuer}\n    {document.title}")
        print("\nNHIỆM VỤ")
        for task in dossier.tasks()[:4]:
            lead = "; ".join(agency.name for agency in task.lead) or "–"
            due = f" → {task.deadline.due:%d/%m/%Y}" if task.deadline.due else f" [{task.deadline.kind}]"
            print(f"  {task.code or '–'} {task.content}\n    chủ trì: {lead}; thời hạn: {task.deadline.raw or '–'}{due}")
            where = f"trang {task.source.page}, " if task.source.page else ""
            print(f"    nguồn: {name(task.document)}, {where}ký tự {task.source.start}–{task.source.end}")
        print("\nCHỈ TIÊU")
        for target in dossier.targets()[:4]:
            print(f"  {target.indicator}: {target.comparator} {target.value:g} {target.unit or ''}, đến {target.due or '?'}")
            print(f"    “{target.raw}”")
        print("\nDẪN CHIẾU")
        for citation in dossier.citations()[:4]:
            known = " (có trong hồ sơ)" if citation.cited_document else ""
            print(f"  {citation.relation}: {citation.cited}{known}\n    “{citation.raw}”")
    print(f"\nXem tiếp: {folder}/ket-qua.xlsx, hoặc vbcds show <tệp> --tables")


if __name__ == "__main__":
    show(sys.argv[1])
