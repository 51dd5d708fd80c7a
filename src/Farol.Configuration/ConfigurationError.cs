namespace Farol.Configuration;

/// <summary>One thing that is wrong in what a person wrote: where, which key, what, and how to mend it.</summary>
/// <param name="Source">A file name, ".env" or "environment".</param>
/// <param name="Line">1-based line in that file; 0 where there are no lines.</param>
/// <param name="Key">The setting or the path of the key, such as <c>routers[1].port</c>.</param>
/// <param name="Message">What is wrong and what would be right. Never the value of a secret.</param>
public sealed record ConfigurationError(string Source, int Line, string Key, string Message)
{
    public override string ToString() => Line > 0 ? $"{Source}:{Line}: {Key}: {Message}" : $"{Source}: {Key}: {Message}";
}
