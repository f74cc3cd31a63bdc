namespace CoreTop.Model.Tasks;

/// <summary>A batch system's number of a job: digits, and the index of an array behind it, as in <c>4711[3]</c>.</summary>
public static class JobNumber
{
    private const int MostDigits = 18;

    /// <summary>The number that a text begins with, up to the <c>.</c> before a server's name or the end; empty where it begins with anything else.</summary>
    /// <param name="text">Such as <c>4711</c>, or <c>4711[3].server</c> of PBS.</param>
    public static ReadOnlySpan<char> In(ReadOnlySpan<char> text)
    {
        int end = Digits(text);
        if (end is 0 or > MostDigits)
        {
            return default;
        }

        if (end < text.Length && text[end] == '[')
        {
            int index = Digits(text[(end + 1)..]), close = end + 1 + index;
            if (index > MostDigits || close >= text.Length || text[close] != ']')
            {
                return default;
            }

            end = close + 1;
        }

        return end == text.Length || text[end] is '.' or '/' ? text[..end] : default;
    }

    /// <summary>Orders numbers of jobs by what they count, those without one last.</summary>
    public static int Compare(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.IsEmpty || right.IsEmpty)
        {
            return left.IsEmpty.CompareTo(right.IsEmpty);
        }

        int byLength = Digits(left.TrimStart('0')).CompareTo(Digits(right.TrimStart('0')));
        int byNumber = byLength != 0 ? byLength : left[..Digits(left)].TrimStart('0').SequenceCompareTo(right[..Digits(right)].TrimStart('0'));
        if (byNumber != 0)
        {
            return byNumber;
        }

        ReadOnlySpan<char> leftIndex = left[Digits(left)..], rightIndex = right[Digits(right)..];
        return leftIndex.Length != rightIndex.Length ? leftIndex.Length.CompareTo(rightIndex.Length) : leftIndex.SequenceCompareTo(rightIndex);
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}
