"""Many series held as one flat array, so that every method runs over all of them at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
CodeArray = NDArray[np.int8]
BoolArray = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class SeriesBatch:
    """Series of any length, one after another.

    `values` is flat, in order of period within each series, NaN where there is no value;
    series `i` is `values[offsets[i]:offsets[i + 1]]`, so `offsets` has one entry more than there
    are series.
    """

    values: FloatArray
    offsets: IntArray

    @classmethod
    def from_lists(cls, series: Sequence[Sequence[float | None]]) -> SeriesBatch:
        """A batch of ragged lists; None becomes NaN."""
        offsets = np.zeros(len(series) + 1, dtype=np.int64)
        np.cumsum([len(one) for one in series], out=offsets[1:])
        flat = [value for one in series for value in one]
        return cls(np.array(flat, dtype=np.float64), offsets)

    @classmethod
    def from_matrix(cls, matrix: FloatArray) -> SeriesBatch:
        """A batch of equally long series, one a row; NaN where there is no value or padding."""
        rows, columns = matrix.shape
        flat = np.ascontiguousarray(matrix, dtype=np.float64).reshape(-1)
        return cls(flat, np.arange(rows + 1, dtype=np.int64) * columns)

    def __len__(self) -> int:
        """How many series."""
        return len(self.offsets) - 1

    @property
    def lengths(self) -> IntArray:
        """Points of each series, with or without a value."""
        return np.diff(self.offsets)

    @property
    def series_of_point(self) -> IntArray:
        """For every point, the position of its series."""
        return np.repeat(np.arange(len(self), dtype=np.int64), self.lengths)

    def slices(self, points: int) -> Iterator[tuple[slice, slice]]:
        """Pairs (slice of series, slice of points), each of about `points` points.

        Working in slices that fit a processor's cache is several times as fast as whole arrays.
        """
        first = 0
        while first < len(self):
            reach = int(self.offsets[first]) + points
            last = max(int(np.searchsorted(self.offsets, reach, side="right")) - 1, first + 1)
            yield slice(first, last), slice(int(self.offsets[first]), int(self.offsets[last]))
            first = last


def exact_sums(values: FloatArray, starts: IntArray) -> NDArray[np.longdouble]:
    """Sums of consecutive runs of `values` that begin at `starts`, in extended precision."""
    return np.add.reduceat(values.astype(np.longdouble), starts)


def segment_means(values: FloatArray, keep: BoolArray, starts: IntArray) -> FloatArray:
    """Mean of the kept values of each segment; NaN where none is kept.

    Summed in extended precision and then corrected by the mean of the residuals. Whether a point
    lies on the mean decides a rule, so the mean of a constant series has to be that constant:
    plain binary summation misses it. The statistical packages take the mean in the same way.
    """
    counts = np.add.reduceat(keep.astype(np.int64), starts)
    kept = np.where(keep, values, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = exact_sums(kept, starts) / counts
        lengths = np.diff(np.append(starts, len(values)))
        residual = np.where(keep, kept - np.repeat(mean, lengths), 0.0)
        mean = mean + np.add.reduceat(residual, starts) / counts
    return mean.astype(np.float64)


def run_lengths(labels: CodeArray, breaks: BoolArray) -> IntArray:
    """For every position, the length of the run of equal labels that it lies in.

    `breaks` is True where a new run must begin whatever the labels are.
    """
    if not len(labels):
        return np.zeros(0, dtype=np.int64)
    begins = breaks.copy()
    begins[0] = True
    begins[1:] |= labels[1:] != labels[:-1]
    starts = np.flatnonzero(begins)
    lengths = np.diff(np.append(starts, len(labels)))
    return np.repeat(lengths, lengths)
