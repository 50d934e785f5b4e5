## Die Aufzeichnung
record-lede = Jeder Beitrag und jeder Schritt, der Reihe nach. Nichts fällt weg, nichts wird geändert; wo ein Text gelöscht wurde, bleibt die Stelle sichtbar.
record-total = { $count ->
    [one] Ein Eintrag
   *[other] { $count } Einträge
}
record-text = Text
record-party = Partei
record-any-party = Jede Partei
record-kind = Worüber
record-any-kind = Alles
record-person = Von wem
record-any-person = Von allen
record-any-outcome = Jedes Ergebnis
record-show = Zeigen
record-show-all = Alles zeigen
record-group-table = Der Tisch
record-group-closing = Schließen
record-group-meetings = Treffen
record-group-consultations = Befragungen
record-group-commitments = Zusagen
record-group-factors = Äußere Einflüsse
record-group-review = Rückblick
record-group-proposals = Entscheidungen
record-group-agreement = Vereinbarung
record-group-value = Wert
record-group-features = Vorhaben und Auswahl
record-group-service = Teile des Service
record-group-words = Beiträge
record-group-erasure = Löschungen
record-newest = Neueste zuerst
record-oldest = Älteste zuerst
record-older = Ältere
record-newer = Neuere
record-none = Nichts, was Sie sehen dürfen, passt dazu.
record-none-yet = Hier passt nichts; die Aufzeichnung geht weiter.
record-span = Einträge { $first } bis { $last }
record-pages = Seiten der Aufzeichnung
record-entry = Eintrag { $sequence }
record-entry-word = Eintrag
record-before = Der davor
record-after = Der danach
record-what = Was aufgezeichnet wurde
record-about = Es geht um
record-erased = Der Text wurde gelöscht. Erhalten bleiben seine Stelle, von wem er war und seine Prüfsumme.
record-sealed = Ein versiegelter Eintrag: für andere bestimmt, von jemandem, dessen Name nicht gezeigt wird, oder noch nicht aufgedeckt
record-sealed-note = Sie sehen, dass es ihn gibt, und seine Prüfsumme (sein „Blatt“). Damit lässt sich später belegen, dass ihn niemand untergeschoben, geändert oder entfernt hat.
record-seen-own_party = sichtbar für die eigene Partei
record-seen-only_me = nur für die Person sichtbar, von der er stammt, bis er aufgedeckt wird
record-seen-parties = sichtbar für die eigene Partei und { $parties }

## Was einen Eintrag belegt
record-proof = Was ihn belegt
record-proof-note = Das Blatt ist eine Prüfsumme über alles Folgende. Wer die Liste der Blätter aufhebt, kann später zeigen, dass dieser Eintrag unverändert ist.
record-fits = Das Blatt passt zu dem, was gespeichert ist.
record-does-not-fit = Das Blatt passt nicht zu dem, was gespeichert ist: Dieser Eintrag wurde verändert. Sagen Sie es dem Betreiber dieses Servers.
record-part-only = Den Text dieses Eintrags dürfen Sie nicht lesen. Alles andere unten lässt sich prüfen; vom Text gibt es nur die Festlegung.
record-fact = Die Tatsache, Byte für Byte
record-content = Ihr Text, Byte für Byte
record-values = Salze, Festlegungen, Blatt und Wurzel
record-proof-origin = Installation, in der er begann
record-proof-stream = Datenstrom
record-proof-sequence = Nummer
record-proof-at = Millisekunden seit 1970
record-proof-at_salt = Salz der Zeit
record-proof-at_commitment = Festlegung der Zeit
record-proof-actor = Person
record-proof-actor_salt = Salz der Person
record-proof-actor_commitment = Festlegung der Person
record-proof-kind = Art
record-proof-fact_salt = Salz der Tatsache
record-proof-fact_commitment = Festlegung der Tatsache
record-proof-content_salt = Salz des Textes
record-proof-content_commitment = Festlegung des Textes
record-proof-signature_commitment = Festlegung einer Unterschrift
record-proof-ext = Prüfsummen der Dateien
record-proof-ext_salt = Salz dieser Prüfsummen
record-proof-ext_commitment = Festlegung dieser Prüfsummen
record-proof-leaf = Blatt
record-proof-root = Wurzel
record-erase = Den Text löschen
record-erase-open = Diesen Text löschen
record-erase-note = Der Text wird samt Bildern und PDFs, die zu ihm gehören, für alle gelöscht und lässt sich nicht zurückholen. Dass er hier stand, wann und von wem, bleibt sichtbar, ebenso, dass Sie ihn gelöscht haben. Kopien, die jemand vorher heruntergeladen hat, bleiben bestehen.
record-erase-ground = Aus welchem Grund?
record-erase-hint = Nur Ihre eigene Partei liest den Grund. Wiederholen Sie darin nicht, was gelöscht werden soll.
record-erase-do = Endgültig löschen
said-record-erased = Der Text ist gelöscht.

## Tatsachen als Sätze
record-relationship_opened = { $who } hat diese Beziehung eröffnet: { $provider } erbringt den Service, { $consumer } nimmt ihn ab.
record-relationship_described = { $who } hat festgelegt, wie diese Beziehung heißt und wie eng die Zusammenarbeit ist: { $closeness_word }.
record-relationship_closed = Alle Parteien haben zugestimmt: Die Beziehung ist geschlossen. Zuletzt hat { $who } zugestimmt.
record-purpose_said = { $who } hat gesagt, wozu diese Beziehung da ist.
record-party_seated = { $who } hat { $party } einen Platz gegeben: { $kind_word }.
record-party_left = { $who } hat für { $party } den Tisch verlassen. Was gesagt ist, bleibt.
record-terms_said = { $who } hat gesagt, was { $party } einbringt, erwarten darf und nicht kann.
record-dependency_named = { $who } hat einen Lieferanten genannt, von dem der Service abhängt.
record-dependency_left_out = { $who } hat gesagt, warum „{ $dependency }“ keinen Platz hat.
record-person_seated = { $person_is ->
    [self] { $invited_by_is ->
        [none] { $who } hat sich für { $party } an den Tisch gesetzt: { $roles }.
       *[said] { $who } hat den Platz eingenommen, für den ein Link für { $party } erstellt worden war: { $roles }.
    }
   *[other] { $invited_by_is ->
        [none] { $who } hat { $person } einen Platz für { $party } gegeben: { $roles }.
       *[said] { $who } hat { $person } auf einen Platz für { $party } eingeladen: { $roles }.
    }
}
record-person_unseated = { $person_is ->
    [self] { $who } hat den Tisch verlassen.
   *[other] { $who } hat { $person } den Platz entzogen.
}
record-record_restored = Der Betreiber dieses Servers hat erklärt: Von einem früheren Stand dieser Aufzeichnung sind die Einträge nach { $shared } bis { $reached } verloren. Was jetzt an ihrer Stelle steht, ist nicht das, was damals dort stand.
record-seat_claimed = { $who } hat den Platz mit einem Konto angenommen.
record-seat_proved = { $proof ->
    [account] { $who } kam mit einem Konto der eigenen Organisation.
   *[other] { $who } hat gezeigt, dass E-Mails an eine Adresse dieser Domain dort gelesen werden.
}
record-seat_vouched = { $who } hat gesagt, dass { $person } dazugehört.
record-seat_contested = Jemand mit dem Link, den { $link_of } für { $who } erstellt hat, hat gesagt, dass ihn eine andere Person zuerst benutzt hat.
record-party_recognised = { $who } hat den Platz mit einem Konto der eigenen Organisation eingenommen: { $party } ist diese Organisation.
record-figures_shared = { $who } hat die Bewertungen des Serviceabnehmers für { $party } geöffnet.
record-seat_passed_on = { $who } hat den Platz an { $to } weitergegeben.
record-party_renamed = { $who } hat den Namen von { $party } berichtigt.
record-person_renamed = { $who } hat den Namen von { $person } berichtigt.
record-party_removed = { $who } hat { $party } vom Tisch entfernt: Der Platz war ein Irrtum, und niemand von dort hatte gesprochen.
record-person_suggested = { $who } hat vorgeschlagen, wen { $party } einladen sollte.
record-suggestion_settled = { $who } hat über einen Vorschlag entschieden, wen { $party } einladen sollte.
record-roles_set = { $who } hat die Rollen von { $person } festgelegt: { $roles }.
record-facilitation_passed = { $to_is ->
    [self] { $who } hat die Moderation übernommen.
   *[other] { $who } hat die Moderation an { $to } übergeben.
}
record-closing_consented = { $by_link_of_is ->
    [none] { $who } hat für { $party } zugestimmt, diese Beziehung zu schließen.
   *[said] { $who } hat für { $party } zugestimmt, diese Beziehung zu schließen; { $party } war nur über Links hier, die { $by_link_of } erstellt hatte.
}
record-closing_proposed = { $who } hat vorgeschlagen, diese Beziehung zu schließen.
record-closing_dropped = Niemand schlägt mehr vor, diese Beziehung zu schließen.
record-proposal_opened = { $who } hat einen Vorschlag an den Tisch gebracht: „{ $proposal }“. Gefragt sind { $electorate }, bis { $until_on }.
record-proposal_amended = { $who } hat den Text von „{ $proposal }“ geändert (Fassung { $version }); alle werden wieder gefragt.
record-position_taken = { $stance ->
    [consent] { $who } hat „{ $proposal }“ { $deputy ->
        [yes] in Vertretung für
       *[no] für
    } { $party } zugestimmt.
    [concern] { $who } hat „{ $proposal }“ { $deputy ->
        [yes] in Vertretung für
       *[no] für
    } { $party } zugestimmt, mit Bedenken.
    [object] { $who } hat { $deputy ->
        [yes] in Vertretung für
       *[no] für
    } { $party } einen Einwand gegen „{ $proposal }“.
   *[stand_aside] { $who } hat sich { $deputy ->
        [yes] in Vertretung für
       *[no] für
    } { $party } bei „{ $proposal }“ enthalten.
}
record-position_kept = { $who } hat für { $party } gesagt, dass die Haltung zu „{ $proposal }“ noch gilt (Fassung { $version }).
record-word_written = { $who } hat für { $party } schriftlich etwas zu „{ $topic }“ gesagt.
record-objection_said_back = { $who } hat für { $party } einen Einwand gegen „{ $proposal }“ wiedergegeben.
record-objection_corrected = { $who } hat gesagt, was an der Wiedergabe des Einwands gegen „{ $proposal }“ noch nicht ganz stimmt.
record-objection_heard = { $party } hat den Einwand gegen „{ $proposal }“ gehört.
record-positions_revealed = Bei „{ $proposal }“ ist geöffnet worden, wo alle stehen.
record-silence_chosen = { $means ->
    [wait] { $who } hat gesagt, dass auf { $party } gewartet wird, wenn sie nichts sagt.
    [ask_deputy] { $who } hat gesagt, dass eine Vertretung gefragt wird, wenn { $party } nichts sagt.
   *[stand_aside] { $who } hat gesagt, dass { $party } sich enthält, wenn sie nichts sagt.
}
record-silence_counted = { $party } hat zu „{ $proposal }“ nichts gesagt und enthält sich, wie vorher gesagt.
record-absence_accepted = { $who } hat für { $by } zugestimmt, „{ $proposal }“ ohne { $party } zu entscheiden.
record-party_released = Alle anderen haben zugestimmt, „{ $proposal }“ ohne { $party } zu entscheiden.
record-party_asked_again = { $who } hat { $party } zu „{ $proposal }“ noch einmal gefragt.
record-proposal_adopted = „{ $proposal }“ ist angenommen worden (Fassung { $version }).
record-proposal_withdrawn = { $who } hat „{ $proposal }“ zurückgenommen.
record-principle_answered = { $who } hat bei „{ $proposal }“ eine leitende Frage beantwortet.
record-round_called = { $who } hat zu „{ $proposal }“ eine Runde begonnen, in der jede Partei einmal spricht.
record-closing_consent_withdrawn = { $who } hat die Zustimmung von { $party } zum Schließen zurückgenommen.
record-readings_taken = { $who } hat { $readings ->
    [one] einen Wert
   *[other] { $readings } Werte
} von „{ $measure }“ übernommen.
record-people_asked = { $who } hat Leute von { $party } per Link gefragt: „{ $measure }“.
record-answers_counted = { $people ->
    [0] { $who } hat ausgezählt, was Leute von { $party } auf „{ $measure }“ geantwortet haben: Es waren weniger als fünf.
   *[other] { $who } hat ausgezählt, was { $people } Leute von { $party } auf „{ $measure }“ geantwortet haben.
}
record-outcome_judged = { $who } hat für { $party } gesagt, ob „{ $outcome }“ wahr geworden ist: { $came_true_word }.
record-group-stages = Phasen
record-stages_chosen = { $who } hat Phasen für den Tisch gewählt: { $pack_word }.
record-stage_placed = { $stage_is ->
    [none] { $who } hat „{ $about }“ aus seiner Phase genommen.
   *[said] { $who } hat gesagt, in welcher Phase „{ $about }“ ist: { $stage }.
}
record-factor_recorded = { $who } hat für { $party } festgehalten, was am { $day } außerhalb geschieht: „{ $factor }“.
record-factor_extended = { $who } hat gesagt, was „{ $factor }“ noch berühren kann.
record-factor_looked_at = { $who } hat für { $party } gesagt, dass bleibt, was „{ $factor }“ berühren kann.
record-factor_withdrawn = { $who } hat „{ $factor }“ zurückgezogen.
record-commitment_made = { $who } hat für { $party } zugesagt, an { $to }, bis { $due_on }: „{ $commitment }“.
record-kept_reported = { $who } hat gesagt, dass „{ $commitment }“ eingehalten ist.
record-by-link = { $sentence } Wer gesprochen hat, war nur über einen Link von { $party } hier.
record-kept_answered = { $kept ->
    [yes] { $who } hat bestätigt, dass „{ $commitment }“ eingehalten ist.
   *[no] { $who } hat gesagt, was an „{ $commitment }“ noch fehlt.
}
record-commitment_change_asked = { $who } hat gebeten, „{ $commitment }“ zu ändern: bis { $due_on }.
record-commitment_change_answered = { $agrees ->
    [yes] { $who } hat einer Änderung von „{ $commitment }“ zugestimmt.
   *[no] { $who } hat einer Änderung von „{ $commitment }“ nicht zugestimmt.
}
record-commitment_released = { $who } hat gesagt, dass „{ $commitment }“ nicht mehr nötig ist.
record-consultation_opened = { $who } hat für { $party } viele gefragt: „{ $consultation }“, bis zum Ende des { $until_on }.
record-statement_rejected = { $who } hat Aussage { $statement } von „{ $consultation }“ weggelassen.
record-statement_admitted = { $who } hat Aussage { $statement } von „{ $consultation }“ gezeigt.
record-consultation_closed = { $people ->
    [0] { $who } hat festgehalten, was bei „{ $consultation }“ herauskam: Auf keine Aussage haben fünf Personen geantwortet.
   *[other] { $who } hat festgehalten, was bei „{ $consultation }“ herauskam: { $whole ->
        [yes] { $people } Personen
       *[no] mindestens { $people } Personen
    }, { $votes } Antworten, { $groups ->
        [0] keine Gruppen gezeigt
        [1] keine klar verschiedenen Gruppen
       *[other] { $groups } Gruppen
    }.
}
record-statement_brought = { $place ->
    [beside_outcome] { $who } hat Aussage { $statement } von „{ $consultation }“ als Beleg neben „{ $outcome }“ gelegt: { $agree } stimmen zu, { $disagree } lehnen ab, { $pass } lassen aus.
    [beside_proposal] { $who } hat Aussage { $statement } von „{ $consultation }“ als Beleg neben den Vorschlag „{ $proposal }“ gelegt: { $agree } stimmen zu, { $disagree } lehnen ab, { $pass } lassen aus.
   *[other] { $who } hat Aussage { $statement } von „{ $consultation }“ zurück an den Tisch gebracht: { $agree } stimmen zu, { $disagree } lehnen ab, { $pass } lassen aus.
}
record-commitments_joined = { $who } hat gesagt, dass „{ $commitment }“ dieselbe Zusage ist wie „{ $into }“.
record-meeting_planned = { $who } hat das Treffen „{ $meeting }“ geplant: { $begins }, { $minutes } Minuten.
record-meeting_changed = { $who } hat das Treffen „{ $meeting }“ geändert: { $begins }, { $minutes } Minuten.
record-meeting_cancelled = { $who } hat das Treffen „{ $meeting }“ abgesagt.
record-coming_said = { $coming ->
    [yes] { $who } hat zu „{ $meeting }“ zugesagt.
    [no] { $stands_in_is ->
        [none] { $who } hat zu „{ $meeting }“ abgesagt.
       *[said] { $who } hat zu „{ $meeting }“ abgesagt; stattdessen kommt { $stands_in }.
    }
   *[perhaps] { $who } hat zu „{ $meeting }“ noch nicht sicher zugesagt.
}
record-topic_brought = { $who } hat ein Thema in „{ $meeting }“ eingebracht, { $minutes } Minuten.
record-topic_withdrawn = { $who } hat „{ $topic }“ von der Tagesordnung von „{ $meeting }“ genommen.
record-topic_backed = { $backs ->
    [yes] { $who } hat für { $party } gesagt, dass über „{ $topic }“ gesprochen werden soll.
   *[no] { $who } hat für { $party } gesagt, dass über „{ $topic }“ nicht mehr gesprochen werden muss.
}
record-meeting_begun = { $who } hat das Treffen „{ $meeting }“ begonnen und leitet es.
record-presence_noted = { $here ->
    [yes] { $person_is ->
        [self] { $who } ist zu „{ $meeting }“ gekommen.
       *[said] { $who } hat vermerkt, dass { $person } in „{ $meeting }“ ist.
    }
   *[no] { $person_is ->
        [self] { $who } hat „{ $meeting }“ verlassen.
       *[said] { $who } hat vermerkt, dass { $person } nicht mehr in „{ $meeting }“ ist.
    }
}
record-topic_begun = { $who } hat den Punkt „{ $topic }“ begonnen.
record-turns_begun = { $who } hat eine Runde begonnen: { $order }.
record-turn_passed = { $person_is ->
    [self] { $who } hat ausgesetzt.
   *[said] { $who } hat { $person } übergangen: nicht anwesend.
}
record-floor_asked = { $asks ->
    [word] { $who } hat sich zu Wort gemeldet.
    [question] { $who } hat sich mit einer Frage gemeldet.
   *[order] { $who } hat sich zur Geschäftsordnung gemeldet.
}
record-floor_left = { $person_is ->
    [self] { $who } hat die Wortmeldung zurückgenommen.
   *[said] { $who } hat { $person } von der Redeliste genommen.
}
record-floor_given = { $out_of_turn ->
    [yes] { $person } hat außer der Reihe das Wort bekommen.
   *[no] { $person } hat das Wort bekommen.
}
record-speaking_ended = { $person } hat zu Ende gesprochen.
record-list_closed = { $closed ->
    [yes] { $who } hat die Redeliste geschlossen.
   *[no] { $who } hat die Redeliste geöffnet.
}
record-off_record_set = { $off ->
    [yes] { $who } hat eine Runde „Unter uns“ begonnen.
   *[no] { $who } hat die Runde „Unter uns“ beendet.
}
record-chair_taken = { $who } hat die Leitung von { $relieved } übernommen, weil kein Lebenszeichen kam.
record-chair_passed = { $chair_is ->
    [self] { $who } hat die Leitung wieder übernommen.
   *[said] { $who } hat die Leitung an { $chair } abgegeben.
}
record-meeting_closing_asked = { $who } hat für { $party } gebeten, „{ $meeting }“ ohne die Leitung zu schließen.
record-meeting_closed = { $who } hat das Treffen „{ $meeting }“ geschlossen.
record-meeting_reopened = { $who } hat das Treffen „{ $meeting }“ für { $party } wieder geöffnet und geleitet.
record-minutes_read = { $who } hat gelesen, was in „{ $meeting }“ geschehen ist.
record-measure_named = { $who } hat eine Messgröße für „{ $outcome }“ genannt.
record-measure_dropped = { $who } hat eine Messgröße für „{ $outcome }“ gestrichen.
record-agreement_composed = { $who } hat Fassung { $version } der Vereinbarung zusammengestellt, aus: { $outcomes }. Wieder angesehen wird sie am { $review_on }.
record-dissent_said = { $who } hat für { $party } gesagt, was gegen die Vereinbarung spricht.
record-dissent_withdrawn = { $who } hat zurückgenommen, was gegen die Vereinbarung sprach.
record-clause_fixed = Satz { $place } von Fassung { $version } der Vereinbarung ist festgehalten worden.
record-agreement_opened = { $who } hat Fassung { $version } der Vereinbarung zur Unterschrift geöffnet, zwischen { $parties }.
record-agreement_signed = { $proved ->
    [passkey] { $who } hat Fassung { $version } der Vereinbarung für { $party } unterschrieben ({ $capacity }), mit einem Passkey.
    [two_factors] { $who } hat Fassung { $version } der Vereinbarung für { $party } unterschrieben ({ $capacity }), vom Server bestätigt.
    [demo] { $who } hat Fassung { $version } der Vereinbarung für { $party } unterschrieben ({ $capacity }), in einer Vorführung.
   *[password] { $who } hat Fassung { $version } der Vereinbarung für { $party } unterschrieben ({ $capacity }), nur mit Passwort.
}
record-signing_declined = { $who } unterschreibt Fassung { $version } der Vereinbarung für { $party } nicht.
record-signatures_withdrawn = { $because ->
    [party_left] Eine Partei ist gegangen, deshalb ist Fassung { $version } der Vereinbarung wieder ein Entwurf; geleistete Unterschriften gelten nicht mehr.
   *[changed] { $who } hat Fassung { $version } der Vereinbarung geändert, deshalb gelten geleistete Unterschriften nicht mehr.
}
record-agreement_in_force = Alle Parteien haben unterschrieben: Fassung { $version } der Vereinbarung gilt.
record-agreement_reopened = { $because ->
    [day] { $who } hat Fassung { $version } der Vereinbarung wieder geöffnet: Ihr Tag war gekommen.
    [factor] { $who } hat Fassung { $version } der Vereinbarung wieder geöffnet: Die Umstände hatten sich geändert.
    [fall] { $who } hat Fassung { $version } der Vereinbarung wieder geöffnet: Ein Wert war gefallen.
   *[other] { $who } hat Fassung { $version } der Vereinbarung wieder geöffnet.
}
record-outcome_added = { $who } hat ein Ergebnis für { $for_party } hinzugefügt.
record-outcome_reworded = { $who } hat ein Ergebnis für { $for_party } anders formuliert.
record-outcome_described = { $delivered ->
    [yes] { $who } hat gesagt, worauf es bei „{ $outcome }“ vor allem ankommt, und dass es schon da ist.
   *[no] { $who } hat gesagt, worauf es bei „{ $outcome }“ vor allem ankommt, und dass es noch kommt.
}
record-wording_proposed = { $who } hat einen anderen Wortlaut für „{ $outcome }“ vorgeschlagen, für { $for_party }.
record-wording_taken = { $who } hat den vorgeschlagenen Wortlaut angenommen: „{ $outcome }“, für { $for_party }.
record-wording_declined = { $who } hat „{ $outcome }“ so gelassen, wie es ist.
record-outcome_retired = { $who } hat entschieden, „{ $outcome }“ nicht weiterzuverfolgen.
record-effect_stated = { $direction ->
    [removes] { $burden ->
        [cost] { $who } hat Kosten genannt, von denen „{ $outcome }“ { $party } entlastet.
       *[risk] { $who } hat ein Risiko genannt, von dem „{ $outcome }“ { $party } entlastet.
    }
   *[imposes] { $burden ->
        [cost] { $who } hat Kosten genannt, mit denen „{ $outcome }“ { $party } belastet.
       *[risk] { $who } hat ein Risiko genannt, mit dem „{ $outcome }“ { $party } belastet.
    }
}
record-effect_withdrawn = { $who } hat Kosten oder ein Risiko von „{ $outcome }“ zurückgezogen.
record-assessment_made = { $stage ->
    [expected] { $who } hat gesagt, was „{ $outcome }“ voraussichtlich wert sein wird: Nutzen { $benefit }, Brauchbarkeit { $usefulness }, Wichtigkeit { $importance }.
   *[realised] { $who } hat gesagt, was „{ $outcome }“ wert ist: Nutzen { $benefit }, Brauchbarkeit { $usefulness }, Wichtigkeit { $importance }.
}
record-assessment_confirmed = { $who } hat bestätigt, dass das zu „{ $outcome }“ Gesagte auch für diesen Wortlaut gilt.
record-assessment_declined = { $who } hat gesagt, dass „{ $outcome }“ die eigene Partei nicht betrifft.
record-guess_sealed = { $late ->
    [yes] { $who } hat, als der Wert schon bekannt sein konnte, geschätzt, was „{ $outcome }“ dem Serviceabnehmer wert ist: Nutzen { $benefit }, Brauchbarkeit { $usefulness }, Wichtigkeit { $importance }.
   *[no] { $who } hat versiegelt geschätzt, was „{ $outcome }“ dem Serviceabnehmer wert ist: Nutzen { $benefit }, Brauchbarkeit { $usefulness }, Wichtigkeit { $importance }.
}
record-guess_skipped = { $who } hat ohne Schätzung angesehen, was „{ $outcome }“ dem Serviceabnehmer wert ist.
record-guesses_revealed = Der Serviceabnehmer hat gesagt, was „{ $outcome }“ wert ist; die Schätzungen sind aufgedeckt worden: { $people }.
record-figures_opened = { $open ->
    [yes] { $who } hat den eigenen Namen neben die eigenen Bewertungen gesetzt.
   *[no] { $who } hat den eigenen Namen von den eigenen Bewertungen genommen.
}
record-better_off_said = { $who } hat gesagt, ob { $party } besser gestellt ist: { $answer_word }.
record-part_named = { $who } hat einen Teil des Service genannt; er kommt von { $made_by }.
record-part_judged = { $verdict ->
    [keep] { $who } hat gesagt: „{ $part }“ behalten.
    [change] { $who } hat gesagt: „{ $part }“ ändern.
   *[stop] { $who } hat gesagt: „{ $part }“ beenden.
}
record-contribution_said = { $spoken_for_is ->
    [none] { $kind ->
        [need] { $who } hat einen Bedarf genannt.
        [limit] { $who } hat eine Grenze genannt.
        [idea] { $who } hat eine Idee eingebracht.
        [question] { $who } hat eine Frage gestellt.
        [concern] { $who } hat Bedenken geäußert.
        [build] { $who } hat auf dem Gesagten aufgebaut: „Ja, und …“
       *[reply] { $who } hat geantwortet.
    }
   *[said] { $who } hat stellvertretend für { $spoken_for } gesprochen; es zählt, sobald { $spoken_for } es bestätigt.
}
record-spoken_word_confirmed = { $who } hat bestätigt, was stellvertretend gesagt worden war.
record-spoken_word_withdrawn = { $who } steht nicht zu dem, was in Eintrag { $sequence } stellvertretend gesagt worden ist; der Text ist zurückgenommen.
record-need_explained = { $who } hat gesagt, was der Bedarf ermöglichen würde.
record-said_back = { $who } hat für { $party } wiedergegeben, was gesagt worden war.
record-reflection_confirmed = { $by_colleague ->
    [yes] { $who } hat stellvertretend bestätigt: „Ja, genau.“
   *[no] { $who } hat bestätigt: „Ja, genau.“
}
record-reflection_corrected = { $by_colleague ->
    [yes] { $who } hat stellvertretend berichtigt: „Nicht ganz …“
   *[no] { $who } hat berichtigt: „Nicht ganz …“
}
record-correction_acknowledged = { $who } hat die Berichtigung aufgenommen.
record-build_nodded = { $who } hat einem „Ja, und …“ zur eigenen Idee zugestimmt.
record-mention_noted = { $who } hat einen Beitrag mit dem eigenen Namen darin gelesen.
record-contribution_heard = Nach der Regel des Tisches gilt: { $party } hat es gehört.
record-heard_ticked = { $who } hat im Treffen angekreuzt, wer es gehört hat: { $parties }.
record-hearing_denied = { $who } hat gesagt: { $party } hat es noch nicht gehört.
record-contribution_answered = { $kind ->
    [taken_up] { $who } hat für { $party } geantwortet: aufgenommen.
    [tried] { $who } hat für { $party } geantwortet: Es wird ausprobiert.{ $returns_on_is ->
        [said] { " " }Wiedervorlage: { $returns_on }.
       *[none] { "" }
    }
   *[not_now] { $who } hat für { $party } geantwortet: jetzt nicht, weil …{ $returns_on_is ->
        [said] { " " }Wiedervorlage: { $returns_on }.
       *[none] { "" }
    }
}
record-answer_confirmed = { $by_colleague ->
    [yes] { $who } hat stellvertretend zur Antwort gesagt: „Wir fühlen uns gehört.“
   *[no] { $who } hat zur Antwort gesagt: „Ich fühle mich gehört.“
}
record-reveal_seen = { $who } hat Schätzungen neben dem Gesagten angesehen.
record-advice_dismissed = { $who } hat einen Rat ausgeblendet.
record-steps = Was Nutzende gesagt haben
record-steps-note = Bewertungen von Nutzenden zählen in Schritten von mindestens fünf Personen. Von wem sie sind und in welchen Einträgen sie stehen, erfährt niemand.
record-step = { $day }: Nutzende von { $party } haben etwas Neues gesagt oder sind gegangen: { $what }
record-step-of = „{ $outcome }“ ({ $people })
record-to = Zu „{ $words }“
record-contribution_taken_back = { $who } hat zurückgenommen, was in Eintrag { $sequence } stand.
record-content_erased = { $who } hat den Text von Eintrag { $sequence } gelöscht.

## Überschriften des Geschriebenen, wo ein Eintrag mehrere Texte hat
text-seat_proved-at = Unter welcher Adresse
text-why = Warum
text-enables = Was es ermöglichen würde
text-ground = Aus welchem Grund
text-what = Was genau
text-purpose = Zweck
text-question = Frage
text-rules = Regeln, nach denen Aussagen ausgeschlossen werden
text-statements = Aussagen, mit denen sie beginnt
text-contribution_mended-condition = Was es möglich machen oder aufheben würde
text-person_suggested-name = Wer
text-factor = Welcher äußere Einfluss sie wieder öffnet
text-fall = Welcher Rückgang eines Werts sie wieder öffnet
text-contract = Was sich an einem Vertrag ändert
text-more = Dazu
text-unit = Einheit
text-how = Wie abgelesen wird
text-name = In wenigen Worten
text-person_seated-name = Damals genannt
text-organisation = Von der Organisation
text-provider_unit = Einheit des Anbieters
text-consumer_unit = Einheit des Serviceabnehmers
text-brings = Bringt ein
text-expects = Darf erwarten
text-cannot = Kann nicht
text-statement = Ergebnis
text-objective = Ziel
text-note = Ausführlich
text-attachments = Angehängt
text-words = Wortlaut
text-place = Ort
text-title = In wenigen Worten
text-text = Was genau
text-workable = Was es möglich machen würde
text-condition = { $kind ->
    [limit] Was sie aufheben würde
   *[other] Was es möglich machen würde
}
record-contribution_mended = { $meant_otherwise ->
    [yes] { $who } hat einen Beitrag korrigiert; der Sinn ist jetzt ein anderer.
   *[no] { $who } hat einen Beitrag korrigiert; der Sinn ist derselbe.
}
