namespace Farol.Configuration.Gateway.Shapes;

/// <summary>Sections about headers.</summary>
internal static class HeaderShapes
{
    /// <summary>More is a mistake: each costs every request.</summary>
    private const int MaxHeaders = 50;

    private static readonly string[] _secretWords = ["authorization", "cookie", "key", "token", "secret", "password", "signature"];

    private static readonly SectionShape<HeaderValueSection> _value = new SectionShape<HeaderValueSection>("header", "A header and its value.")
        .Key(h => h.Name, Kinds.HeaderName, "The header's name.")
        .Masked(h => h.Value, Kinds.HeaderValue, "Its value.", h => MayBeSecret(h.Name));

    public static readonly SectionShape<HeaderMatchSection> Match = new SectionShape<HeaderMatchSection>("header_match", "A header that a request must have.")
        .Key(h => h.Name, Kinds.HeaderName, "The header's name.")
        .Masked(h => h.Value!, Kinds.HeaderValue, "Exactly this value; left out: any.", h => MayBeSecret(h.Name));

    public static readonly SectionShape<HeaderChangesSection> Changes = new SectionShape<HeaderChangesSection>("header_changes", "Headers changed on the way.")
        .Key(c => c.Set, Kinds.List(Kinds.Section(_value), MaxHeaders), "Headers that replace what is there.")
        .Key(c => c.Add, Kinds.List(Kinds.Section(_value), MaxHeaders), "Headers added beside what is there.")
        .Key(c => c.Remove, Kinds.List(Kinds.HeaderName, MaxHeaders), "Names of headers to take away.");

    private static bool MayBeSecret(string name) => _secretWords.Any(w => name.Contains(w, StringComparison.OrdinalIgnoreCase));
}
