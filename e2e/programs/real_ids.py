"""The description of the API with ids of what there is: so requests that are made up from it lead somewhere.

Writes it to the file named. Left out is what would shut the program itself out for the rest.
"""

import json
import os
import sys
import urllib.request

URL = os.environ["COVALUE_URL"]
SHUTS_OUT = {"leave_table", "unseat_person", "pass_seat_on", "set_roles", "propose_closing", "consent_to_closing"}


def get(path):
    request = urllib.request.Request(
        URL + "/api/v1" + path, headers={"Authorization": "Bearer " + os.environ["COVALUE_TOKEN"]}
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def lead(part, real):
    """Leads references to ids to those that there are."""
    if isinstance(part, dict):
        name = str(part.get("$ref", "")).rsplit("/", 1)[-1]
        if name in real:
            part["$ref"] += "Real"
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            lead(inner, real)


def main():
    document = get("/openapi.json")
    shapes = document["components"]["schemas"]
    relationships = [one["id"] for one in get("/relationships")["relationships"]]
    at = "/relationships/" + relationships[0]
    value, features, words, table = (get(at + path) for path in ("/value", "/features", "/words", "/table"))
    frame = get(at)
    real = {
        "RelationshipId": relationships[:1],
        "OutcomeId": [outcome["id"] for outcome in value["outcomes"]],
        "PartId": [part["id"] for part in value["parts"]],
        "FeatureId": [feature["id"] for feature in features["features"]],
        "ContributionId": [said["id"] for said in words["words"]],
        "PartyId": [party["id"] for party in frame["parties"]],
        "PersonId": [seat["person"] for seat in table["seats"]],
        "OrganisationId": [one["id"] for one in get("/organisations")["organisations"]],
        "DependencyId": [dependency["id"] for dependency in table["dependencies"]],
    }
    for shape, ids in real.items():
        if ids:
            missing = [] if shape == "RelationshipId" else ["00000000-0000-7000-8000-000000000000"]
            shapes[shape + "Real"] = {**shapes[shape], "enum": ids[:6] + missing}
    # What is sent names what there is; what is answered may name anything.
    asked = [shape for name, shape in shapes.items() if name.startswith(("Command", "New"))]
    asked += [operation.get("parameters", []) for path in document["paths"].values() for operation in path.values()]
    for part in asked:
        lead(part, {shape for shape, ids in real.items() if ids})
    mapping = shapes["Command"]["discriminator"]["mapping"]
    gone = [mapping.pop(command) for command in SHUTS_OUT if command in mapping]
    shapes["Command"]["oneOf"] = [one for one in shapes["Command"]["oneOf"] if one["$ref"] not in gone]
    # Streams have no end to wait for; a token that is revoked opens nothing any more.
    for path in [path for path in document["paths"] if path.endswith(("/live", "/revocation"))]:
        del document["paths"][path]
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        json.dump(document, file)
    print(", ".join(f"{len(ids)} {shape}" for shape, ids in real.items()))


if __name__ == "__main__":
    main()
