// Stands here until the commands do; delete this file when the program's own entry arrives.
import Kindred

print(KindredVersion.number)
