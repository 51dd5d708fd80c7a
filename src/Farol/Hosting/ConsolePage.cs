using Microsoft.Net.Http.Headers;

namespace Farol.Hosting;

/// <summary>
/// Which of the console's built pages somebody gets: the one that names the code of the asked path, in the language and the colours that this browser chose, or
/// is set to. The same choice as the console's own, so that nothing changes its looks once the code has come.
/// </summary>
internal static class ConsolePage
{
    /// <summary>For caches: what the choice depends on beside the address.</summary>
    public const string ChosenBy = "Accept-Language, Cookie";

    private const string Portuguese = "pt-BR";
    private const string English = "en";

    /// <param name="isSimulated">Whether the router that is meant where none is named is simulated, which its page says.</param>
    public static string Of(HttpRequest request, bool isSimulated) => $"pages/{Name(request, isSimulated)}.{Language(request)}.{Theme(request)}.html";

    private static string Name(HttpRequest request, bool isSimulated) => request.Path.Value switch
    {
        "/login" => "login",
        // A wall has no frame to stand before its code.
        "/" or "/monitor" when !request.Query.ContainsKey("kiosk") => isSimulated && !request.Query.ContainsKey("router") ? "overview-simulated" : "overview",
        _ => "index",
    };

    /// <summary>What a browser puts first is what its scripts hear as its language.</summary>
    private static string Language(HttpRequest request) => request.Cookies["farol-language"] switch
    {
        English => English,
        Portuguese => Portuguese,
        _ => request.GetTypedHeaders().AcceptLanguage.MaxBy(language => language.Quality ?? 1) is { } first && IsEnglish(first) ? English : Portuguese,
    };

    private static bool IsEnglish(StringWithQualityHeaderValue language) => language.Value.StartsWith(English, StringComparison.OrdinalIgnoreCase);

    private static string Theme(HttpRequest request) => request.Cookies["farol-theme"] switch
    {
        "dark" => "dark",
        "light" => "light",
        _ => "auto",
    };
}
