using System.Text.RegularExpressions;
using Farol.Gateway.Http1;
using Testing.Support;

namespace Farol.Gateway.Tests.Http1;

/// <summary>The case files beside the tests.</summary>
internal static partial class HttpCases
{
    public static IReadOnlyList<HttpCase> Requests { get; } = HttpCase.ReadFolder(Folder("requests"));

    public static IReadOnlyList<HttpCase> Responses { get; } = HttpCase.ReadFolder(Folder("responses"));

    /// <summary>A response case says in brackets which method it answers; GET otherwise.</summary>
    public static Method Answers(HttpCase response) => MethodInBrackets().Match(response.Name) is { Success: true } found
        ? Enum.Parse<Method>(found.Groups[1].Value, ignoreCase: true)
        : Method.Get;

    private static string Folder(string kind) => RepositoryRoot.File("test", "Farol.Gateway.Tests", "Http1", "Cases", kind);

    [GeneratedRegex(@"^\[([A-Z]+)\]")]
    private static partial Regex MethodInBrackets();
}
