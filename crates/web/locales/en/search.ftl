## Search
search-title = Search
search-label = Words to look for
search-placeholder = Search
search-do = Search
search-here = Search this relationship
search-lede = In everything that you may see here: what was said, said back and answered, by its words or by who said it, outcomes and features, what the parties bring and expect.
search-across-lede = In everything that you may see in your relationships.
search-empty-title = What are you looking for?
search-empty = One word finds every place where it occurs; each further word narrows the search. Parts of words do as well.
search-nothing-title = “{ $words }” was found nowhere
search-nothing = All words have to be in one place. Try fewer of them, or only the beginning of one. What others keep among themselves is not searched.
search-told = “{ $words }”: { $found }
search-places = { $count ->
    [one] Found in one place
   *[other] Found in { $count } places, the latest first
}
search-many = The latest { $count } places; another word narrows them down
search-tables = { $count ->
    [one] Found in one of your relationships.
   *[other] Found in { $count } of your relationships, the latest first.
}
search-outcome = Outcome: { $statement }
search-feature = A feature
search-purpose = What this relationship is for
search-terms = What { $party } brings, expects and cannot do
search-better-off = Whether { $party } is better off
search-part = A part of the running service
search-dependency = A supplier that the service depends on
search-endowments = Why voices weigh what they weigh in a mix
search-meeting = A meeting
search-consultation = A question put to many
search-commitment = A commitment
search-factor = Something outside
search-review = Whether an outcome came true
search-proposal = A proposal or decision
search-agreement = The value agreement
search-agreement-version = The value agreement, version { $version }
search-measure = A measure
search-no-word = Say what to look for: at least one word.
search-slash = The key / leads to the search, outside of fields (kept in this browser)
