using System.Globalization;
using Farol.Access.Problems;
using Farol.Control.Hosts;
using Microsoft.AspNetCore.Http;

namespace Farol.Control.Requests;

/// <summary>Which requests somebody looks at. Names are as their tenant calls them.</summary>
/// <param name="Host">In the one spelling of hosts, without a port; null: any.</param>
/// <param name="LeastStatus">Null: any; 0 is a client that got no answer.</param>
/// <param name="WithOwn">With those for the console and the APIs, which gateways serve under the installation's own names.</param>
internal sealed record RequestFilter(string? Host, string? Route, string? Pool, int? LeastStatus, int? MostStatus, bool WithOwn)
{
    private const int MaxNameLength = 300;
    private const int MaxHostLength = 260;
    private const string NoAnswer = "none";

    /// <summary>Reads the parameters; what is wrong is added under its name.</summary>
    public static RequestFilter Read(HttpRequest request, FieldErrors errors)
    {
        var (least, most) = Status(request, errors);
        return new RequestFilter(
            HostOf(request, errors),
            errors.Optional("route", request.Query["route"], MaxNameLength),
            errors.Optional("pool", request.Query["pool"], MaxNameLength),
            least,
            most,
            Flag(request, "own", errors));
    }

    /// <summary>A parameter that is yes or no, and no where it is absent.</summary>
    public static bool Flag(HttpRequest request, string name, FieldErrors errors)
    {
        var text = request.Query[name].ToString();
        if (text is not ("" or "true" or "false"))
        {
            errors.Add(name, "is true or false");
        }

        return text == "true";
    }

    /// <summary>As the audit names it.</summary>
    public override string ToString() => string.Join(' ', new[]
    {
        Host is null ? "" : $"host {Host}",
        Route is null ? "" : $"route {Route}",
        Pool is null ? "" : $"pool {Pool}",
        LeastStatus is null ? "" : $"status {LeastStatus}-{MostStatus}",
    }.Where(part => part.Length > 0));

    private static string? HostOf(HttpRequest request, FieldErrors errors)
    {
        if (errors.Optional("host", request.Query["host"], MaxHostLength) is not { } text)
        {
            return null;
        }

        var name = HostPattern.Normalise(HostPattern.WithoutPort(text), out var fault);
        if (fault is not null || name.Contains('*', StringComparison.Ordinal))
        {
            errors.Add("host", fault ?? "is one host name");
        }

        return name;
    }

    /// <summary><c>404</c>, <c>5xx</c> or <c>none</c>.</summary>
    private static (int? Least, int? Most) Status(HttpRequest request, FieldErrors errors)
    {
        var text = request.Query["status"].ToString();
        switch (text)
        {
            case "":
                return (null, null);
            case NoAnswer:
                return (0, 0);
            case [>= '1' and <= '5' and var first, 'x', 'x']:
                return ((first - '0') * 100, ((first - '0') * 100) + 99);
        }

        if (text.Length == 3 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 100 and <= 599)
        {
            return (status, status);
        }

        errors.Add("status", $"is a status such as 404, a class such as 5xx, or {NoAnswer} for a client that got no answer");
        return (null, null);
    }
}
