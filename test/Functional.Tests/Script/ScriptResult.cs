namespace Functional.Tests.Script;

/// <summary>What a run of the script left behind.</summary>
internal sealed record ScriptResult(int ExitCode, string Output, string Errors)
{
    public string LastLine => Output.TrimEnd('\n').Split('\n')[^1];
}
