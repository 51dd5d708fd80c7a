namespace Functional.Tests.Gateway.Swaps;

/// <summary>Change n: weights differ each time, one backend of each pool comes and goes, a route is replaced by another, and every response says n.</summary>
internal static class SwapConfiguration
{
    public const string RevisionHeader = "X-Revision";

    public static string Of(int change, IReadOnlyList<SwapBackend> backends)
    {
        var web = Backend(backends[0], 1 + (change % 3))
            + (change % 2 == 1 ? Backend(backends[1], 1 + (change % 5)) : "")
            + (change / 2 % 2 == 1 ? Backend(backends[2], 1) : "");
        var talk = Backend(backends[0], 1 + (change % 2)) + (change % 4 != 3 ? Backend(backends[1], 1) : "");
        return $$$"""
            listeners: [{name: http, address: 127.0.0.1, port: 0}]
            pools:
              - name: web
                backends: [{{{web}}}]
              - name: talk
                backends: [{{{talk}}}]
            routes:
              - {path_prefix: /, pool: web, response_headers: {set: [{name: {{{RevisionHeader}}}, value: "{{{change}}}"}]}}
              - {path_prefix: /ws, pool: talk}
              - {path_prefix: /extra-{{{change}}}, pool: web}
            """;
    }

    private static string Backend(SwapBackend backend, int weight) => $"{{address: \"{backend.Address}\", weight: {weight}}}, ";
}
