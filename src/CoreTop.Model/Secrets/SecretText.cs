namespace CoreTop.Model.Secrets;

/// <summary>Puts stars where a text probably holds a secret: by what it is called (<see cref="SecretNames"/>) and by what it looks like (<see cref="SecretShapes"/>).</summary>
public static class SecretText
{
    /// <summary>What stands for a secret, whatever its length.</summary>
    public const string Stars = "********";

    /// <summary>A value without its secrets.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="value">The value.</param>
    public static string Masked(string name, string value) =>
        value.Length == 0 ? value
        : SecretNames.IsSecret(name) ? Stars
        : SecretShapes.Masked(value, SecretNames.IsId(name));

    /// <summary>A text without its secrets.</summary>
    public static string Masked(string text) => SecretShapes.Masked(text, isId: false);
}
