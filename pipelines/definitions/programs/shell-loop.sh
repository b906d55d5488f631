#!/bin/sh
# Asks for trials until there are none, evaluates each, tells its score: shell-loop.sh <definition>
field() { node -p "JSON.parse(process.argv[1]).$2" "$1"; }

while :; do
  trial=$(tunewright ask "$1") || { code=$?; break; }
  number=$(field "$trial" trial)
  x=$(field "$trial" parameters.x)
  if score=$(awk -v x="$x" 'BEGIN { print (x - 0.3) ^ 2 }'); then
    tunewright tell "$1" "$number" "$score"
  else
    tunewright tell "$1" "$number" --failed "awk ended with $?"
  fi
done
# 3: there is no further trial. Anything else went wrong, and has been said.
[ "$code" -eq 3 ]
