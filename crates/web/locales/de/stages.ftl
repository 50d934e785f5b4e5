## Phasen und wer mitgewirkt hat
stages-title = Wer mitgewirkt hat
stages-lede = Woran in jeder Phase gearbeitet wird, welche Parteien mitgewirkt haben und wer außen vor blieb. Es wird aus der Aufzeichnung gelesen, und nichts wartet darauf.
stages-source = Namen aus { $source }, nachgesehen im Monat { $looked-up }. Wer sie herausgibt, kann sie seither anders nennen.
stages-who = In jeder Phase
stages-stage = Phase
stages-took = Mitgewirkt
stages-out = Außen vor
stages-nothing-yet = noch nichts
stages-all = alle
stages-without = ohne { $who }
stages-users = Nutzende
stages-users-there = Fünf oder mehr Nutzende haben mitgewirkt.
stages-users-not = Niemand, der den Service nutzt, hat mitgewirkt.
stages-in-things = { $count ->
    [one] bei einer Sache
   *[other] bei { $count } Sachen
}
stages-things = { $count ->
    [0] noch nichts
    [one] eine Sache
   *[other] { $count } Sachen
}
stages-unplaced = { $count ->
    [one] Ein Vorhaben, eine Entscheidung, ein Treffen oder eine Zusage gehört noch zu keiner Phase.
   *[other] { $count } Vorhaben, Entscheidungen, Treffen und Zusagen gehören noch zu keiner Phase.
}
stages-yours = { $count ->
    [0] Nichts davon ordnen Sie ein.
    [one] Eines davon können Sie einordnen.
   *[other] { $count } davon können Sie einordnen.
}
stages-for-others = Was andere einordnen
stages-place = Noch in keiner Phase
stages-place-none = Von Ihrer Partei gibt es nichts einzuordnen.
stages-at-none = In keiner
stages-place-do = Speichern
stages-kind-feature = Vorhaben
stages-kind-proposal = Entscheidung
stages-kind-meeting = Treffen
stages-kind-commitment = Zusage
stages-choose = Andere Phasen
stages-pack = Welche Phasen
stages-own = Ihre eigenen, je eine Zeile
stages-own-hint = Zwei bis zwölf. Gelesen nur, wenn „Unsere eigenen“ gewählt ist.
stages-choose-note = Was in Phasen mit anderen Namen eingeordnet ist, bleibt: Es ist wieder da, wenn Sie diese wieder wählen.
stages-choose-do = Diese verwenden
stages-csv = Das als Tabelle (CSV)
stages-all-of-it = Wer mitgewirkt hat, im Einzelnen
stage_pack-plain = Planen, Entwerfen, Bauen, Unterstützen, Verbessern
stage_pack-itil_4 = ITIL 4: die Service-Wertschöpfungskette
stage_pack-itil_5 = ITIL 5: der Lebenszyklus von Produkten und Services
stage_pack-own = Unsere eigenen
stage-planning = Planen
stage-designing = Entwerfen
stage-building = Bauen
stage-supporting = Unterstützen
stage-improving = Verbessern
stage-plan = Planen (Plan)
stage-improve = Verbessern (Improve)
stage-engage = Einbinden (Engage)
stage-design_and_transition = Entwurf und Überführung (Design and transition)
stage-obtain_build = Beschaffen/Bauen (Obtain/build)
stage-deliver_and_support = Liefern und Unterstützen (Deliver and support)
stage-discover = Entdecken (Discover)
stage-design = Entwerfen (Design)
stage-acquire = Beschaffen (Acquire)
stage-build = Bauen (Build)
stage-transition = Überführen (Transition)
stage-operate = Betreiben (Operate)
stage-deliver = Liefern (Deliver)
stage-support = Unterstützen (Support)
stages-next-place = Sagen Sie, in welcher Phase etwas ist
stages-why-place = Noch hat kein Vorhaben, keine Entscheidung, kein Treffen und keine Zusage eine Phase. Mit der ersten zeigt sich, wer mitgewirkt hat.
stages-do-place = Eine Phase wählen
stages-next-ask = Fragen Sie { $party } bei „{ $stage }“
stages-why-ask = { $count ->
    [one] Bei „{ $stage }“ gibt es eine Sache, andere haben daran gearbeitet, und { $party } hat nicht mitgewirkt.
   *[other] Bei „{ $stage }“ gibt es { $count } Sachen, andere haben daran gearbeitet, und { $party } hat bei keiner mitgewirkt.
}
stages-next-own = Ihre Partei hat bei „{ $stage }“ nicht mitgewirkt
stages-next-without = { $party } hat bei „{ $stage }“ nicht mitgewirkt
stages-next-no-users = Von den Nutzenden hat bei „{ $stage }“ niemand mitgewirkt
stages-next-unplaced = Noch hat nichts eine Phase
stages-do-meet = Ein Treffen mit ihnen planen
stages-do-meet-own = Ein Treffen planen
stages-next-users = Fragen Sie die Nutzenden bei „{ $stage }“
stages-why-users = { $count ->
    [one] Bei „{ $stage }“ gibt es eine Sache, und von den Nutzenden hat niemand mitgewirkt.
   *[other] Bei „{ $stage }“ gibt es { $count } Sachen, und von den Nutzenden hat bei keiner jemand mitgewirkt.
}
stages-do-ask = Viele fragen
stages-next-begin = Bei „{ $stage }“ ist noch nichts
stages-why-begin = In den anderen Phasen haben alle mitgewirkt. Was würden Sie bei „{ $stage }“ zusammen tun?
stages-do-say = Sagen, was Sie brauchen
stages-next-none = Alle haben in jeder Phase mitgewirkt
stages-why-none = Bei nichts, was eine Phase hat, blieb jemand außen vor.
stages-do-review = Zusammen zurückblicken
column-stage = Phase
column-things = Sachen
column-took_part = mitgewirkt
column-left_out = außen vor
column-users = Nutzende
said-stages-chosen = Ab jetzt gelten diese Phasen.
said-stage-placed = Gespeichert.
text-names = wie die Phasen heißen
