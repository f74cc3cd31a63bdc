using System.Runtime.CompilerServices;

namespace CoreTop.Fuzz;

/// <summary>What must hold for every input.</summary>
internal static class Expect
{
    /// <summary>Throws when it does not hold, naming the condition.</summary>
    public static void That(bool condition, [CallerArgumentExpression(nameof(condition))] string text = "")
    {
        if (!condition)
        {
            throw new FuzzFailureException($"Does not hold: {text}");
        }
    }

    /// <summary>A message for people is a sentence.</summary>
    public static void Sentence(string message) =>
        That(message.Length > 1 && message[^1] is '.' or '?', $"is a sentence: {message}");

    /// <summary>A number that is drawn or computed with.</summary>
    public static void Amount(double? number) => That(number is null or (>= 0 and < double.PositiveInfinity), $"{number} is an amount");
}
