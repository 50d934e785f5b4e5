META
key;value
description;"Made up; for fuzzing"
currency;EUR
num_projects;3
num_votes;3
budget;100.50
vote_type;approval
min_length;1
PROJECTS
project_id;cost;name;votes
1;60;"Masts, new";2
2;40.25;Roaming;2
10;100;One bill;1
VOTES
voter_id;age;vote
a;30;1,2
b;;2
c;41;10,1
