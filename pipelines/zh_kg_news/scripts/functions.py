"""What `spacy train --code` needs: our tokenizer, embedding and components registered, and a fast matrix product."""

from thinc.api import NumpyOps, Ops

import kg.components.sentences
import kg.language.embedding
import kg.language.tokenizer
import kg.language.words
import scripts.tagged

__all__ = ["kg", "scripts"]

# numpy's matrix product (OpenBLAS) is about three times as fast as the blis that thinc calls by itself on one core.
NumpyOps.gemm = Ops.gemm
