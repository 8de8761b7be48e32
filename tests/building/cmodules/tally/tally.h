// Found by the flag -I of micropython.mk.

#ifndef TALLY_STEP
#error micropython.mk says how far a tally counts
#endif
