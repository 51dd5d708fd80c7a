using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Farol.Telemetry.Logging;

/// <summary>Makes records of one category's log calls: values and texts masked and bounded before anything else sees them.</summary>
internal sealed class FarolLogger(string category, LogPipeline pipeline, Func<IExternalScopeProvider?> scopes) : ILogger
{
    private const string TemplateName = "{OriginalFormat}";

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => scopes()?.Push(state);

    public bool IsEnabled(LogLevel logLevel) => logLevel >= pipeline.Options.Level && logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var fields = new List<KeyValuePair<string, object?>>();
        var masked = false;
        string? template = null;
        foreach (var (name, value) in state as IEnumerable<KeyValuePair<string, object?>> ?? [])
        {
            if (name == TemplateName)
            {
                template = value as string;
                continue;
            }

            masked |= AddField(fields, name, value);
        }

        // A masked value stands in the finished message as well, so the message is made again from its template.
        var message = masked && template is not null ? Fill(template, fields) : formatter(state, exception);
        scopes()?.ForEachScope(static (scope, into) => AddScope(into, scope), fields);
        pipeline.Add(new LogRecord
        {
            Timestamp = pipeline.Time.GetUtcNow(),
            Level = logLevel,
            Component = category,
            Message = Bounded(message),
            TraceId = pipeline.TraceId?.Invoke(),
            Exception = exception is null ? null : Bounded(exception.ToString()),
            Fields = fields,
        });
    }

    private static void AddScope(List<KeyValuePair<string, object?>> fields, object? scope)
    {
        if (scope is IEnumerable<KeyValuePair<string, object?>> values)
        {
            foreach (var (name, value) in values)
            {
                if (name != TemplateName && !fields.Exists(f => f.Key == name))
                {
                    AddField(fields, name, value);
                }
            }
        }
    }

    /// <returns>True when the value is a secret and only its mask was added.</returns>
    private static bool AddField(List<KeyValuePair<string, object?>> fields, string name, object? value)
    {
        var isSecret = Secrets.IsSecretName(name);
        var shown = isSecret ? Secrets.Mask : value is string text ? Secrets.MaskIn(text) : value;
        fields.Add(new KeyValuePair<string, object?>(name, shown));
        return isSecret;
    }

    private static string Fill(string template, List<KeyValuePair<string, object?>> fields)
    {
        var message = new StringBuilder(template);
        foreach (var (name, value) in fields)
        {
            message.Replace("{" + name + "}", Convert.ToString(value, CultureInfo.InvariantCulture));
        }

        return message.ToString();
    }

    private string Bounded(string text)
    {
        var masked = Secrets.MaskIn(text);
        var max = pipeline.Options.MaxTextCharacters;
        return masked.Length <= max ? masked : $"{masked.AsSpan(0, max)}… ({masked.Length - max} characters more)";
    }
}
