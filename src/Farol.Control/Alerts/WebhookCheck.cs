using Farol.Access.Problems;

namespace Farol.Control.Alerts;

/// <summary>What a message may look like.</summary>
internal static class WebhookCheck
{
    /// <summary>A group of a large installation has some hundreds; Alertmanager's max_alerts cuts where a sender says so.</summary>
    public const int MaxAlerts = 2_000;

    private const int MaxLabels = 100;
    private const int MaxNameLength = 300;
    private const int MaxValueLength = 4_000;

    /// <summary>Null: nothing is wrong.</summary>
    public static ApiProblem? FindProblem(WebhookPayload payload)
    {
        var errors = new Dictionary<string, string[]>();
        if (payload.Version != "4")
        {
            errors["version"] = ["is \"4\": the form that Alertmanager 0.8 and later send"];
        }

        if (payload.Alerts is not { Count: > 0 and <= MaxAlerts } alerts)
        {
            errors["alerts"] = [$"has 1 to {MaxAlerts} alerts; max_alerts in webhook_configs bounds them"];
            return ApiProblem.Invalid(errors);
        }

        for (var i = 0; i < alerts.Count && errors.Count == 0; i++)
        {
            Check(alerts[i], $"alerts[{i}]", errors);
        }

        return errors.Count == 0 ? null : ApiProblem.Invalid(errors);
    }

    private static void Check(WebhookAlert? alert, string path, Dictionary<string, string[]> errors)
    {
        if (alert?.Status is not ("firing" or "resolved"))
        {
            errors[$"{path}.status"] = ["is firing or resolved"];
        }
        else if (alert.Fingerprint is not { Length: > 0 and <= MaxNameLength })
        {
            errors[$"{path}.fingerprint"] = ["is required"];
        }
        else if (alert.StartsAt == default)
        {
            errors[$"{path}.startsAt"] = ["is required"];
        }
        else if (!Fits(alert.Labels))
        {
            errors[$"{path}.labels"] = [$"are at most {MaxLabels}, their values at most {MaxValueLength} characters"];
        }
        else if (!Fits(alert.Annotations))
        {
            errors[$"{path}.annotations"] = [$"are at most {MaxLabels}, their values at most {MaxValueLength} characters"];
        }
    }

    private static bool Fits(IReadOnlyDictionary<string, string>? texts) =>
        texts is null || (texts.Count <= MaxLabels && texts.All(t => t.Key.Length <= MaxNameLength && t.Value is { Length: <= MaxValueLength }));
}
