/** The framework takes `${` for a variable of its own unless it is escaped. What is for Fn::Sub goes through here. */

/** `value` is any JSON; a copy of it is returned. */
function escapeVariables(value) {
  return JSON.parse(JSON.stringify(value).replaceAll('${', '\\\\${'));
}

module.exports = { escapeVariables };
