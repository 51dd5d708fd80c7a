using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Farol.Access.Problems;
using Farol.Configuration;
using Farol.Configuration.Documents;
using Farol.Configuration.Gateway;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Farol.Control.Revisions;

/// <summary>A whole configuration as an administrator sends it: what is managed by the file stays there, the rest becomes the API part.</summary>
internal sealed partial class WholeDocument(EditedDocument edited)
{
    /// <summary>The document, or what is wrong with the body.</summary>
    public static async Task<(WholeDocument? Document, ApiProblem? Problem)> ReadAsync(HttpContext http)
    {
        var type = http.Request.ContentType?.Split(';')[0].Trim().ToLowerInvariant();
        if (type is not ("application/json" or "application/yaml" or "application/x-yaml" or "text/yaml" or "text/x-yaml" or "text/plain"))
        {
            return (null, ApiProblem.Of(StatusCodes.Status415UnsupportedMediaType, "Send the configuration as application/yaml or application/json."));
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = DocumentReader.MaxCharacters;
        }

        try
        {
            using var reader = new StreamReader(http.Request.Body, new UTF8Encoding(false, throwOnInvalidBytes: true));
            return (new WholeDocument(EditedDocument.Read(await reader.ReadToEndAsync(http.RequestAborted), "body", type == "application/json")), null);
        }
        catch (ConfigurationException wrong)
        {
            return (null, Problem(wrong.Errors));
        }
        catch (DecoderFallbackException)
        {
            return (null, ApiProblem.Malformed("The body is not UTF-8."));
        }
        catch (BadHttpRequestException error)
        {
            return (null, ApiProblem.Of(error.StatusCode, error.Message));
        }
    }

    /// <summary>The state with this as its API part.</summary>
    /// <exception cref="ChangeException">A mask stands for nothing, or an object of the file would be another.</exception>
    public ConfigurationState Edit(ConfigurationState state)
    {
        try
        {
            var document = edited.Keep(state.Whole);
            var (file, name) = (state.File, state.FileName);
            var changed = new Dictionary<string, string[]>(StringComparer.Ordinal);
            var api = new GatewayDocument
            {
                Listeners = Without("listeners", document.Listeners, file.Listeners, l => l.Name),
                Certificates = Without("certificates", document.Certificates, file.Certificates, c => c.Name),
                Pools = Without("pools", document.Pools, file.Pools, p => p.Name),
                Routes = Without("routes", document.Routes, file.Routes, r => r.Name),
                Tenants = Without("tenants", document.Tenants, file.Tenants, t => t.Name),
                Gateway = file.Gateway.Equals(new GlobalSection()) || !document.Gateway.Equals(file.Gateway) ? document.Gateway : new GlobalSection(),
            };
            return changed.Count == 0 ? state with { Api = api } : throw new ChangeException(
                ApiProblem.Conflict($"{string.Join(", ", changed.Keys)}: managed by the file {name}; change it there, or leave it as it is here."));

            ValueList<T> Without<T>(string list, ValueList<T> all, ValueList<T> ofFile, Func<T, string> nameOf)
            {
                var known = ofFile.ToDictionary(nameOf, StringComparer.Ordinal);
                foreach (var one in all.Where(o => known.TryGetValue(nameOf(o), out var there) && !there!.Equals(o)))
                {
                    changed[$"{list}[{nameOf(one)}]"] = [];
                }

                return [.. all.Where(o => !known.ContainsKey(nameOf(o)))];
            }
        }
        catch (ConfigurationException masked)
        {
            throw new ChangeException(Problem(masked.Errors));
        }
    }

    /// <summary>Errors of the whole, each with its line in what was sent.</summary>
    public ApiProblem WithLines(ApiProblem problem) => problem.Errors is not { } errors ? problem : ApiProblem.Invalid(
        errors.ToDictionary(e => e.Key, e => e.Value.Select(m => LineOf(e.Key) is > 0 and var line && !m.StartsWith("line ", StringComparison.Ordinal) ? $"line {line}: {m}" : m).ToArray(), StringComparer.Ordinal));

    private static ApiProblem Problem(IReadOnlyList<ConfigurationError> errors) => ApiProblem.Invalid(
        errors.GroupBy(e => e.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Select(e => e.Line > 0 ? $"line {e.Line}: {e.Message}" : e.Message).ToArray(), StringComparer.Ordinal));

    /// <summary>From the path by names, as errors of the whole have it, to the place in this text.</summary>
    private int LineOf(string path)
    {
        if (Place().Match(path) is not { Success: true } place)
        {
            return edited.LineOf(path);
        }

        var (list, name) = (place.Groups["list"].Value, place.Groups["name"].Value);
        var names = list switch
        {
            "listeners" => edited.Document.Listeners.Select(l => l.Name),
            "certificates" => edited.Document.Certificates.Select(c => c.Name),
            "pools" => edited.Document.Pools.Select(p => p.Name),
            "routes" => edited.Document.Routes.Select(r => r.Name),
            _ => edited.Document.Tenants.Select(t => t.Name),
        };
        var index = names.ToList().IndexOf(name);
        return index < 0 ? 0 : edited.LineOf(string.Create(CultureInfo.InvariantCulture, $"{list}[{index}]{Inner(path[place.Length..], list, index)}"));
    }

    private string Inner(string rest, string list, int index)
    {
        if (list != "pools" || Backend().Match(rest) is not { Success: true } backend)
        {
            return rest;
        }

        var number = edited.Document.Pools[index].Backends.Select(b => b.Address).ToList().IndexOf(backend.Groups["name"].Value);
        return number < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $".backends[{number}]{rest[backend.Length..]}");
    }

    [GeneratedRegex(@"^(?<list>listeners|certificates|pools|routes|tenants)\[(?<name>.*?)\](?=\.|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    [GeneratedRegex(@"^\.backends\[(?<name>.*?)\](?=\.|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Backend();
}
