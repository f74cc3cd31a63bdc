using System.Text;

namespace CoreTop.Listing.Groups;

/// <summary>The numbers in a text that an interpreter is given: texts that differ by them alone are one program.</summary>
internal static class CodeNumbers
{
    private const char Differs = '…';

    /// <summary>The label that such texts have in common: <c>#</c> for each number. It tells programs apart, and is not shown.</summary>
    /// <param name="label">The label of a process.</param>
    /// <param name="code">Where in it the text begins.</param>
    public static string Key(string label, int code)
    {
        if (!label.AsSpan(code).ContainsAnyInRange('0', '9'))
        {
            return label;
        }

        var key = new StringBuilder(label, 0, code, label.Length);
        for (int i = code; i < label.Length;)
        {
            int end = EndOfNumber(label, i);
            key.Append(end > i ? '#' : label[i]);
            i = Math.Max(end, i + 1);
        }

        return key.ToString();
    }

    /// <summary>Two labels as one: a number that they have in common stays, <c>…</c> stands for those that differ.</summary>
    /// <param name="shown">What is shown so far, perhaps with <c>…</c> in it.</param>
    /// <param name="label">Another label of the same key.</param>
    public static string Common(string shown, string label)
    {
        if (shown == label)
        {
            return shown;
        }

        var common = new StringBuilder(shown.Length);
        int left = 0, right = 0;
        while (left < shown.Length && right < label.Length)
        {
            int leftEnd = shown[left] == Differs ? left + 1 : EndOfNumber(shown, left), rightEnd = EndOfNumber(label, right);
            if (leftEnd > left && rightEnd > right)
            {
                bool isSame = shown.AsSpan(left, leftEnd - left).SequenceEqual(label.AsSpan(right, rightEnd - right));
                common.Append(isSame ? shown.AsSpan(left, leftEnd - left) : [Differs]);
                (left, right) = (leftEnd, rightEnd);
                continue;
            }

            common.Append(shown[left]);
            (left, right) = (left + 1, right + 1);
        }

        return common.ToString();
    }

    private static int EndOfNumber(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at;
    }
}
