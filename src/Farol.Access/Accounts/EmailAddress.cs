namespace Farol.Access.Accounts;

/// <summary>E-mail addresses as logins: compared without case.</summary>
internal static class EmailAddress
{
    private const int MaxLength = 254;

    /// <summary>The form that is stored; null where the text is no address.</summary>
    public static string? Normalise(string? text)
    {
        var email = text?.Trim().ToLowerInvariant();
        if (email is null or { Length: 0 or > MaxLength } || email.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
        {
            return null;
        }

        var at = email.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at == email.LastIndexOf('@') && at < email.Length - 1 ? email : null;
    }
}
